using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Corrections;

/// <summary>The database's numbers of classes and sub-classes.</summary>
internal sealed class TaxonomyIds
{
    private readonly Dictionary<string, int> classes;
    private readonly Dictionary<string, (int Id, int ClassId)> subclasses;
    private readonly Dictionary<int, string> classNames;
    private readonly Dictionary<int, string> subclassNames;

    private TaxonomyIds(Dictionary<string, int> classes, Dictionary<string, (int Id, int ClassId)> subclasses)
    {
        this.classes = classes;
        this.subclasses = subclasses;
        classNames = classes.ToDictionary(c => c.Value, c => c.Key);
        subclassNames = subclasses.ToDictionary(s => s.Value.Id, s => s.Key);
        ClassCount = classes.Values.Max() + 1;
        SubclassesOf = [.. Enumerable.Range(0, ClassCount).Select(c => (IReadOnlyList<int>)[.. subclasses.Values.Where(s => s.ClassId == c).Select(s => s.Id).Order()])];
    }

    /// <summary>One more than the highest id of a class.</summary>
    public int ClassCount { get; }

    /// <summary>Ids of the sub-classes of each class.</summary>
    public IReadOnlyList<IReadOnlyList<int>> SubclassesOf { get; }

    public static async Task<TaxonomyIds> LoadAsync(DrumDatabase database, CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        return new TaxonomyIds(
            await context.Classes.ToDictionaryAsync(c => c.Name, c => c.Id, StringComparer.Ordinal, cancellation),
            await context.Subclasses.ToDictionaryAsync(s => s.Name, s => (s.Id, s.ClassId), StringComparer.Ordinal, cancellation));
    }

    /// <summary>Id of a class by its wire name; null where there is none.</summary>
    public int? ClassOf(string name) => classes.TryGetValue(name, out int id) ? id : null;

    /// <summary>Id of a sub-class by its wire name; null where there is none within the class.</summary>
    public int? SubclassOf(string name, int classId) => subclasses.TryGetValue(name, out var found) && found.ClassId == classId ? found.Id : null;

    /// <summary>Wire name of a class.</summary>
    public string NameOfClass(int id) => classNames[id];

    /// <summary>Wire name of a sub-class.</summary>
    public string NameOfSubclass(int id) => subclassNames[id];
}
