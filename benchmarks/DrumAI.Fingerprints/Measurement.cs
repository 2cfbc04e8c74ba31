using DrumAI.Audio;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Measures how far fingerprints of one sound and of different sounds lie apart.</summary>
internal sealed class Measurement(LabelledFile[] files)
{
    /// <summary>Pairs this near are looked at more closely.</summary>
    public const int CloseDistance = 40;

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
    public List<(string A, string B, bool AreSiblings, int Distance, double Correlation)> Close { get; } = [];

    /// <summary>Sounds that have a fingerprint.</summary>
    public int SoundCount => fingerprints.Length;

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
                if (distance <= CloseDistance)
                    Close.Add((files[indices[a]].Path, files[indices[b]].Path, siblings, distance, distance <= 24 ? Correlate(indices[a], indices[b]) : 0));
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
                Add("two at once", clothes.Put(second, clothes.Put(first, sound, random), random));
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
