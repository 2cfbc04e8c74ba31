namespace DrumAI.Identity;

/// <summary>Traces of files that are gone through in their order. Each is read when it is first asked for and kept until the last file that is near it.</summary>
internal sealed class TraceCache
{
    private readonly Dictionary<int, double[]?> traces = [];
    private readonly IReadOnlyList<SoundFile> files;
    private readonly Func<SoundFile, double[]?> read;
    private readonly ILookup<int, int> endingAt;

    public TraceCache(IReadOnlyList<SoundFile> files, List<FingerprintMatch>[] near, Func<SoundFile, double[]?> read)
    {
        (this.files, this.read) = (files, read);
        int[] lastUse = [.. near.Select((matches, i) => matches.Where(m => m.Distance <= DuplicateFinder.CandidateDistance).Select(m => m.Position).Append(i).Max())];
        endingAt = Enumerable.Range(0, files.Count).ToLookup(i => lastUse[i]);
    }

    /// <summary>The trace of a file; null where it cannot be had.</summary>
    public double[]? Of(int file)
    {
        if (!traces.TryGetValue(file, out var trace)) traces[file] = trace = read(files[file]);
        return trace;
    }

    /// <summary>Lets go of what no file after this one is near.</summary>
    public void Release(int file)
    {
        foreach (int done in endingAt[file]) traces.Remove(done);
    }
}
