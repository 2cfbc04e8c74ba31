using DrumAI.Taxonomy;

namespace DrumAI.Catalogue.Edits;

/// <summary>A class, or a sub-class within it, as it is set by hand.</summary>
/// <param name="Class">Wire name of the class, or the name of one of the musician's own (<see cref="OwnClasses"/>).</param>
/// <param name="Subclass">Wire name of the sub-class; null where only the class is meant.</param>
public sealed record DrumLabel(string Class, string? Subclass)
{
    /// <summary>The name that says it all: the sub-class's, or the class's where there is none.</summary>
    public string Name => Subclass ?? Class;

    /// <summary>Understands a wire name, in any case, or one of the names and abbreviations that people use; null where it is none of them.</summary>
    public static DrumLabel? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        name = name.Trim();
        return Find(e => Same(e.Name, name)) ?? Find(e => e.Display.Values.Concat(e.Aliases).Any(a => Same(a, name)));
    }

    private static DrumLabel? Find(Func<Entry, bool> fits)
    {
        var taxonomy = DrumTaxonomy.Default;
        foreach (var c in taxonomy.Classes)
            if (fits(new Entry(c.Name, c.Display, c.Aliases))) return new DrumLabel(c.Name, Subclass: null);
        foreach (var c in taxonomy.Classes)
            foreach (var s in c.Subclasses)
                if (fits(new Entry(s.Name, s.Display, s.Aliases))) return new DrumLabel(c.Name, s.Name);
        return null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Entry(string Name, IReadOnlyDictionary<string, string> Display, IReadOnlyList<string> Aliases);
}
