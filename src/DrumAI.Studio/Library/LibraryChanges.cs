namespace DrumAI.Studio.Library;

/// <summary>Tells all open pages what was changed by hand, wherever it was done.</summary>
internal sealed class LibraryChanges
{
    /// <summary>Raised with the sounds of which something was said, on any thread.</summary>
    public event Action<IReadOnlyCollection<long>>? SoundsChanged;

    /// <summary>Raised when classes were added, changed or removed, on any thread.</summary>
    public event Action? ClassesChanged;

    public void Announce(IReadOnlyCollection<long> ids)
    {
        if (ids.Count > 0) SoundsChanged?.Invoke(ids);
    }

    public void AnnounceClasses() => ClassesChanged?.Invoke();
}
