using DrumAI.Catalogue.Edits;
using DrumAI.Components.Classes;

namespace DrumAI.Studio.Library;

/// <summary>The classes as they stand, the musician's own among them.</summary>
internal sealed class ClassSource
{
    private readonly OwnClasses own;
    private readonly LibraryChanges changes;

    public ClassSource(OwnClasses own, LibraryChanges changes)
    {
        (this.own, this.changes) = (own, changes);
        Legend = Read();
    }

    /// <summary>All of them, in order.</summary>
    public ClassLegend Legend { get; private set; }

    /// <summary>Reads them again, and tells all open pages.</summary>
    public void Reload()
    {
        Legend = Read();
        changes.AnnounceClasses();
    }

    private ClassLegend Read() => new([.. own.List().Select(c => (c.Name, ClassColours.Own(c.Name, c.Colour)))]);
}
