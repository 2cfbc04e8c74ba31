using DrumAI.Audio;

namespace DrumAI.Identity;

/// <summary>
/// Groups files whose sounds are the same or near. Equal bytes are the same; otherwise fingerprints propose, and the waves themselves decide
/// between a copy and a sibling, since two strokes of one drum may have nearly the same fingerprint.
/// </summary>
public static class DuplicateFinder
{
    /// <summary>Fingerprints this near may be copies, if the waves say so: further than <see cref="Fingerprint.SameDistance"/>, since the waves settle it.</summary>
    internal const int CandidateDistance = 28;

    private const double LevelToleranceDecibels = 0.5;
    private const double LengthToleranceSeconds = 0.005;

    /// <summary>Finds the groups.</summary>
    /// <param name="files">The files, in the order in which groups and members are to come.</param>
    /// <param name="readTrace">Reads a file's sound once more (<see cref="SoundFileReader.ReadTrace"/>), only of those with kin.</param>
    /// <param name="cancellation">Stops the work between two files.</param>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<SoundFile> files, Func<SoundFile, double[]?> readTrace, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(readTrace);
        var copies = new DisjointSets(files.Count);
        JoinEqualBytes(files, copies);
        var near = FindNear(files, cancellation);
        JoinCopies(files, near, copies, readTrace, cancellation);
        return Group(files, near, copies);
    }

    private static void JoinEqualBytes(IReadOnlyList<SoundFile> files, DisjointSets copies)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < files.Count; i++)
            if (!first.TryAdd(files[i].ContentHash, i)) copies.Join(first[files[i].ContentHash], i);
    }

    /// <summary>For each file, those whose fingerprints are near, itself left out.</summary>
    private static List<FingerprintMatch>[] FindNear(IReadOnlyList<SoundFile> files, CancellationToken cancellation)
    {
        var index = new FingerprintIndex();
        var fileOf = new List<int>();
        for (int i = 0; i < files.Count; i++)
        {
            if (files[i].Fingerprint is not { } fingerprint) continue;
            index.Add(fingerprint);
            fileOf.Add(i);
        }

        var near = new List<FingerprintMatch>[files.Count];
        for (int i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            near[i] = files[i].Fingerprint is { } fingerprint
                ? [.. index.FindAll(fingerprint).Select(m => m with { Position = fileOf[m.Position] }).Where(m => m.Position != i)]
                : [];
        }

        return near;
    }

    /// <summary>
    /// First sounds that no codec has touched are compared with each other; then those that one has, each of which belongs to the recording that it fits best and
    /// must not join two that are not the same.
    /// </summary>
    private static void JoinCopies(
        IReadOnlyList<SoundFile> files, List<FingerprintMatch>[] near, DisjointSets copies, Func<SoundFile, double[]?> readTrace, CancellationToken cancellation)
    {
        var comparer = new WaveformComparer();
        var traces = new TraceCache(files, near, readTrace);
        for (int i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var match in near[i])
            {
                if (match.Position > i || match.Distance > CandidateDistance || copies.AreJoined(i, match.Position)) continue;
                if (IsLossless(files[i].Format) && IsLossless(files[match.Position].Format) && Fit(i, match.Position) is { } fit && fit.IsCopy(isCoded: false))
                    copies.Join(match.Position, i);
            }

            traces.Release(i);
        }

        var coded = new List<(int A, int B, double Correlation)>();
        for (int i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var match in near[i])
            {
                if (match.Distance > CandidateDistance || copies.AreJoined(i, match.Position)) continue;
                bool isCoded = !IsLossless(files[i].Format), isOtherCoded = !IsLossless(files[match.Position].Format);
                if (match.Position < i && (isCoded || isOtherCoded) && Fit(i, match.Position) is { } fit && fit.IsCopy(isCoded: true))
                    coded.Add((match.Position, i, fit.Correlation));
            }

            traces.Release(i);
        }

        bool[] hasLossless = new bool[files.Count];
        for (int i = 0; i < files.Count; i++) hasLossless[copies.Find(i)] |= IsLossless(files[i].Format);
        foreach (var (a, b, _) in coded.OrderByDescending(c => c.Correlation))
        {
            int rootA = copies.Find(a), rootB = copies.Find(b);
            if (hasLossless[rootA] && hasLossless[rootB]) continue;
            copies.Join(a, b);
            hasLossless[copies.Find(a)] = hasLossless[rootA] || hasLossless[rootB];
        }

        WaveformFit? Fit(int a, int b) => traces.Of(a) is { } first && traces.Of(b) is { } second ? comparer.Compare(first, second) : null;
    }

    private static List<DuplicateGroup> Group(IReadOnlyList<SoundFile> files, List<FingerprintMatch>[] near, DisjointSets copies)
    {
        var membersOf = Enumerable.Range(0, files.Count).GroupBy(copies.Find).ToDictionary(g => g.Key, g => g.ToArray());
        var grouped = new bool[files.Count];
        var groups = new List<DuplicateGroup>();
        for (int i = 0; i < files.Count; i++)
        {
            if (grouped[i]) continue;
            var same = membersOf[copies.Find(i)];
            // Siblings of siblings are not drawn in: a chain of small steps leads from any drum to any other.
            var siblings = same.SelectMany(s => near[s]).Select(m => m.Position).Where(p => !grouped[p] && !copies.AreJoined(p, i))
                .SelectMany(p => membersOf[copies.Find(p)]).Distinct().Order().ToArray();
            foreach (int member in same.Concat(siblings)) grouped[member] = true;
            if (same.Length + siblings.Length == 1) continue;

            int best = same.MinBy(s => s, Comparer<int>.Create((a, b) => CompareQuality(files[a], files[b])));
            groups.Add(new DuplicateGroup(
            [
                new DuplicateMember(files[best], SoundRelation.Same, []),
                .. same.Where(s => s != best).Select(s => new DuplicateMember(files[s], SoundRelation.Same, Differences(files[best], files[s]))),
                .. siblings.Select(s => new DuplicateMember(files[s], SoundRelation.Near, Differences(files[best], files[s]))),
            ]));
        }

        return groups;
    }

    /// <summary>The better file first: one that lost nothing, the higher rate, more bits, the longer one; the earlier one where all is equal.</summary>
    private static int CompareQuality(SoundFile a, SoundFile b)
    {
        int order = IsLossless(b.Format).CompareTo(IsLossless(a.Format));
        if (order == 0) order = b.Format.SampleRate.CompareTo(a.Format.SampleRate);
        if (order == 0) order = b.Format.BitsPerSample.CompareTo(a.Format.BitsPerSample);
        if (order == 0 && Math.Abs(a.DurationSeconds - b.DurationSeconds) > LengthToleranceSeconds) order = b.DurationSeconds.CompareTo(a.DurationSeconds);
        return order;
    }

    /// <summary>Codings without a number of bits (Vorbis, Opus, MP3, ADPCM) lose something.</summary>
    private static bool IsLossless(AudioFormat format) => format.BitsPerSample > 0;

    private static List<string> Differences(SoundFile kept, SoundFile other)
    {
        var differences = new List<string>();
        if (kept.ContentHash == other.ContentHash) return differences;
        if (Math.Abs(kept.LevelDecibels - other.LevelDecibels) > LevelToleranceDecibels) differences.Add("level");
        if (Math.Abs(kept.DurationSeconds - other.DurationSeconds) > LengthToleranceSeconds) differences.Add("length");
        if (kept.Format.Container != other.Format.Container || kept.Format.Encoding != other.Format.Encoding) differences.Add("format");
        if (kept.Format.SampleRate != other.Format.SampleRate) differences.Add("rate");
        if (kept.Format.BitsPerSample != other.Format.BitsPerSample && IsLossless(kept.Format) && IsLossless(other.Format)) differences.Add("bits");
        if (kept.Format.ChannelCount != other.Format.ChannelCount) differences.Add("channels");
        return differences;
    }
}
