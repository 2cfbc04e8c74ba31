using DrumAI.Components.Classes;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Library;

/// <summary>The classes in the order in which pages and the map know them: the taxonomy's, then the musician's own, then none.</summary>
internal sealed class ClassLegend
{
    private readonly Dictionary<string, int> indices;

    public ClassLegend(IReadOnlyList<(string Name, ClassLook Look)> own)
    {
        Entries = [.. DrumTaxonomy.Default.Classes.Select(c => (c.Name, ClassColours.Of(c.Name))), .. own];
        indices = Entries.Select((e, i) => (e.Name, i)).ToDictionary(e => e.Name, e => e.i, StringComparer.Ordinal);
    }

    /// <summary>Wire names and looks; at most 255 of them, so that an index fits a byte.</summary>
    public IReadOnlyList<(string Name, ClassLook Look)> Entries { get; }

    /// <summary>Names of the musician's own.</summary>
    public IEnumerable<string> Own => Entries.Skip(DrumTaxonomy.Default.Classes.Count).Select(e => e.Name);

    /// <summary>The index of a class; that behind the last for none, and for one that is not known.</summary>
    public byte IndexOf(string? name) => (byte)(name is not null && indices.TryGetValue(name, out int index) ? index : Entries.Count);

    /// <summary>How a class looks.</summary>
    public ClassLook LookOf(string? name) => name is not null && indices.TryGetValue(name, out int index) ? Entries[index].Look : ClassColours.Of("Other");
}
