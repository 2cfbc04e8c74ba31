using System.Diagnostics;
using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Measures how far fingerprints of one sound and of different sounds lie apart.</summary>
internal sealed class Measurement(LabelledFile[] files)
{
    private readonly Fingerprinter fingerprinter = new();
    private readonly SoundSegment segment = new();
    private readonly Dictionary<int, double[]> traces = [];
    private Fingerprint[] fingerprints = [];
    private int[] indices = [];

    /// <summary>Distances of dressed copies from their originals, and how well their waves fit, by clothes.</summary>
    public Dictionary<string, List<(int Distance, double Correlation)>> Copies { get; } = [];

    /// <summary>Pairs of sounds by distance: of different instruments, and within one instrument of one kit.</summary>
    public long[] Strangers { get; } = new long[Fingerprint.BitCount + 1];

    /// <inheritdoc cref="Strangers"/>
    public long[] Siblings { get; } = new long[Fingerprint.BitCount + 1];

    /// <summary>Close pairs and how well their waves fit.</summary>
    public List<(bool AreSiblings, int Distance, double Correlation)> Close { get; } = [];

    /// <summary>Sounds that have a fingerprint.</summary>
    public int SoundCount => fingerprints.Length;

    /// <summary>Milliseconds that the nearest among a million fingerprints takes to find, median of many.</summary>
    public double SearchMilliseconds { get; private set; }

    /// <summary>Times the index with a million fingerprints: those of the pool, with some bits turned over.</summary>
    public void TimeSearch()
    {
        const int Size = 1_000_000, Searches = 101;
        var random = new Random(1);
        var index = new FingerprintIndex();
        for (int i = 0; i < Size; i++) index.Add(Turned(fingerprints[i % fingerprints.Length], i < fingerprints.Length ? 0 : 60, random));
        var times = new double[Searches];
        for (int i = 0; i < Searches; i++)
        {
            var sought = Turned(fingerprints[random.Next(fingerprints.Length)], 5, random);
            long start = Stopwatch.GetTimestamp();
            if (index.FindNearest(sought) is null) throw new InvalidOperationException("A fingerprint with five bits turned over was not found.");
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        SearchMilliseconds = times.Order().ElementAt(Searches / 2);
    }

    private static Fingerprint Turned(Fingerprint fingerprint, int bits, Random random)
    {
        var bytes = fingerprint.ToBytes();
        for (int i = 0; i < bits; i++) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Fingerprint.FromBytes(bytes);
    }

    /// <summary>Fingerprints all sounds and compares each with each.</summary>
    public void ComparePairs()
    {
        var found = new List<(int Index, Fingerprint Bits)>();
        for (int i = 0; i < files.Length; i++)
        {
            var sound = AudioFile.Read(files[i].Path).Pcm;
            if (fingerprinter.Compute(sound.ToMono(), sound.SampleRate) is { } bits) found.Add((i, bits));
        }

        fingerprints = [.. found.Select(f => f.Bits)];
        indices = [.. found.Select(f => f.Index)];
        for (int a = 0; a < fingerprints.Length; a++)
        {
            for (int b = a + 1; b < fingerprints.Length; b++)
            {
                int distance = fingerprints[a].DistanceTo(fingerprints[b]);
                bool siblings = files[indices[a]].Instrument == files[indices[b]].Instrument;
                (siblings ? Siblings : Strangers)[distance]++;
                if (distance <= DuplicateFinder.CandidateDistance) Close.Add((siblings, distance, Correlate(indices[a], indices[b])));
            }
        }
    }

    /// <summary>Dresses every n-th sound in everything, and in some pairs.</summary>
    public void CompareCopies(int soundCount, string scratchFolder, TextWriter log)
    {
        const int PairsEach = 6;
        var clothes = new Clothes(scratchFolder);
        for (int k = 0; k < soundCount; k++)
        {
            int i = (int)((long)k * files.Length / soundCount);
            var sound = AudioFile.Read(files[i].Path).Pcm;
            if (fingerprinter.Compute(sound.ToMono(), sound.SampleRate) is not { } original || !segment.Prepare(sound.ToMono(), sound.SampleRate)) continue;
            double[] trace = WaveformCorrelation.Trace(segment);
            var random = new Random(i);
            foreach (string name in Clothes.Names) Add(name, clothes.Put(name, sound, random));
            for (int pair = 0; pair < PairsEach; pair++)
            {
                var (first, second) = Clothes.Pair(random);
                Add(Clothes.TwoAtOnce, clothes.Put(second, clothes.Put(first, sound, random), random));
            }

            if (k % 100 == 0) log.WriteLine($"{k} of {soundCount}");

            void Add(string name, Pcm copy)
            {
                var mono = copy.ToMono();
                int distance = fingerprinter.Compute(mono, copy.SampleRate) is { } bits ? original.DistanceTo(bits) : Fingerprint.BitCount;
                double correlation = segment.Prepare(mono, copy.SampleRate) ? WaveformCorrelation.Of(trace, WaveformCorrelation.Trace(segment)) : 0;
                if (!Copies.TryGetValue(name, out var list)) Copies[name] = list = [];
                list.Add((distance, correlation));
            }
        }
    }

    private double Correlate(int a, int b) => WaveformCorrelation.Of(TraceOf(a), TraceOf(b));

    private double[] TraceOf(int index)
    {
        if (traces.TryGetValue(index, out var trace)) return trace;
        var sound = AudioFile.Read(files[index].Path).Pcm;
        segment.Prepare(sound.ToMono(), sound.SampleRate);
        return traces[index] = WaveformCorrelation.Trace(segment);
    }
}
