using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>How far fingerprints of one sound and of different sounds lie apart, under some thresholds.</summary>
internal sealed class Measurement
{
    /// <summary>Pairs up to this distance are asked for their waves.</summary>
    public const int MaxCloseDistance = DuplicateFinder.CandidateDistance;

    private readonly Dictionary<string, List<Found>> copies = new(StringComparer.Ordinal);

    /// <param name="originals">The sounds.</param>
    /// <param name="copies">Copies of some of them; others are passed over.</param>
    /// <param name="thresholds">What cuts their cepstra into bits.</param>
    /// <param name="waves">Tells of close pairs how well their waves fit.</param>
    /// <param name="isCompared">Pairs are compared where this holds for either sound.</param>
    public Measurement(
        IReadOnlyList<Original> originals, IEnumerable<(Original Original, Copy Copy)> copies, FingerprintThresholds thresholds, Waves waves,
        Func<LabelledFile, bool> isCompared)
    {
        Fingerprint[] fingerprints = [.. originals.Select(o => Fingerprinter.Cut(o.Cepstrum, thresholds))];
        bool[] compared = [.. originals.Select(o => isCompared(o.File))];
        SoundCount = compared.Count(c => c);
        for (int a = 0; a < fingerprints.Length; a++)
            for (int b = a + 1; b < fingerprints.Length; b++)
                if (compared[a] || compared[b]) Compare(originals[a].File, originals[b].File, fingerprints[a].DistanceTo(fingerprints[b]), waves, originals[a].IsCoded || originals[b].IsCoded);
        foreach (var (original, copy) in copies)
        {
            int distance = copy.Cepstrum is null
                ? Fingerprint.BitCount
                : Fingerprinter.Cut(original.Cepstrum, thresholds).DistanceTo(Fingerprinter.Cut(copy.Cepstrum, thresholds));
            if (!this.copies.TryGetValue(copy.Clothes, out var list)) this.copies[copy.Clothes] = list = [];
            list.Add(new Found(distance, copy.Fit, copy.IsCoded));
        }
    }

    /// <summary>Sounds compared with all.</summary>
    public int SoundCount { get; }

    /// <summary>Distances of dressed copies from their originals, and how well their waves fit, by clothes.</summary>
    public IReadOnlyDictionary<string, List<Found>> Copies => copies;

    /// <summary>Pairs of sounds by distance: of different instruments, and within one instrument of one kit.</summary>
    public long[] Strangers { get; } = new long[Fingerprint.BitCount + 1];

    /// <inheritdoc cref="Strangers"/>
    public long[] Siblings { get; } = new long[Fingerprint.BitCount + 1];

    /// <summary>Close pairs, the source of the first, and how well their waves fit.</summary>
    public List<(string Source, bool AreSiblings, Found Pair)> Close { get; } = [];

    /// <summary>Pairs of different sounds, recordings that the pool holds twice included.</summary>
    public long PairCount => Strangers.Sum() + Siblings.Sum();

    /// <summary>The share of copies of the worst single kind of clothes within a distance.</summary>
    public double WorstFound(int distance) => copies.Where(c => c.Key != Clothes.TwoAtOnce).Min(c => Share(c.Value, distance));

    /// <summary>The share of copies of one kind within a distance.</summary>
    public double ShareFound(string clothes, int distance) => Share(copies[clothes], distance);

    /// <summary>Pairs of different recordings within a distance, among 100,000 pairs.</summary>
    public double FalseMatches(int distance) =>
        1e5 * (Strangers.Take(distance + 1).Sum() + Siblings.Take(distance + 1).Sum() - Close.Count(c => c.Pair.Distance <= distance && c.Pair.IsCopy)) / PairCount;

    private static double Share(List<Found> copies, int distance) => copies.Count(c => c.Distance <= distance) / (double)copies.Count;

    private void Compare(LabelledFile a, LabelledFile b, int distance, Waves waves, bool isCoded)
    {
        bool siblings = a.Instrument == b.Instrument;
        (siblings ? Siblings : Strangers)[distance]++;
        if (distance <= MaxCloseDistance) Close.Add((a.Path.Split('/')[0], siblings, new Found(distance, waves.Compare(a, b), isCoded)));
    }

    /// <summary>A pair: differing bits, and how well the waves fit.</summary>
    internal readonly record struct Found(int Distance, WaveformFit Fit, bool IsCoded)
    {
        /// <summary>Whether the waves say that both are one recording.</summary>
        public bool IsCopy => Fit.IsCopy(IsCoded);
    }
}
