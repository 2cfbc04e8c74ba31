namespace DrumAI.Studio.Library;

/// <summary>Tells all open pages that something was said of sounds, wherever it was said.</summary>
internal sealed class LibraryChanges
{
    /// <summary>Raised with the sounds that changed, on any thread.</summary>
    public event Action<IReadOnlyCollection<long>>? SoundsChanged;

    public void Announce(IReadOnlyCollection<long> ids)
    {
        if (ids.Count > 0) SoundsChanged?.Invoke(ids);
    }
}
