using System.Text.Json;

namespace DrumAI.Taxonomy;

/// <summary>
/// The classes a drum sound can have, and the sub-classes within them. It is data with a version (<c>taxonomy.json</c>);
/// the order of <see cref="Classes"/> and <see cref="Subclasses"/> is the order of a model's outputs.
/// </summary>
public sealed class DrumTaxonomy
{
    /// <summary>The taxonomy that this version of the library ships.</summary>
    public static DrumTaxonomy Default { get; } = LoadDefault();

    private readonly Dictionary<string, int> classIndices;
    private readonly Dictionary<string, int> subclassIndices;

    private DrumTaxonomy(string version, IReadOnlyList<DrumClass> classes)
    {
        Version = version;
        Classes = classes;
        Subclasses = [.. classes.SelectMany(c => c.Subclasses)];
        ClassOfSubclass = [.. classes.SelectMany((c, i) => c.Subclasses.Select(_ => i))];
        classIndices = classes.Select((c, i) => (c.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        subclassIndices = Subclasses.Select((c, i) => (c.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>Version of the list; models, features and votes record the one they were made with.</summary>
    public string Version { get; }

    /// <summary>All classes, in the order of a model's class outputs.</summary>
    public IReadOnlyList<DrumClass> Classes { get; }

    /// <summary>The sub-classes of all classes, in the order of a model's sub-class outputs.</summary>
    public IReadOnlyList<DrumSubclass> Subclasses { get; }

    /// <summary>For each of <see cref="Subclasses"/>, the index of its class in <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> ClassOfSubclass { get; }

    /// <summary>Index of a class by its wire name (case-sensitive), or -1.</summary>
    public int IndexOfClass(string name) => classIndices.GetValueOrDefault(name, -1);

    /// <summary>Index of a sub-class by its wire name (case-sensitive), or -1.</summary>
    public int IndexOfSubclass(string name) => subclassIndices.GetValueOrDefault(name, -1);

    /// <summary>Indices into <see cref="Subclasses"/> of the sub-classes of one class; empty where it has none.</summary>
    public IEnumerable<int> SubclassesOf(int classIndex)
    {
        for (int s = 0; s < ClassOfSubclass.Count; s++)
            if (ClassOfSubclass[s] == classIndex) yield return s;
    }

    private static DrumTaxonomy LoadDefault()
    {
        using var stream = typeof(DrumTaxonomy).Assembly.GetManifestResourceStream("taxonomy.json")
            ?? throw new InvalidOperationException("The library was built without its taxonomy.");
        var file = JsonSerializer.Deserialize<TaxonomyFile>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException("The taxonomy is empty.");
        return new DrumTaxonomy(file.Version, file.Classes);
    }

    private sealed record TaxonomyFile(string Version, IReadOnlyList<DrumClass> Classes);
}
