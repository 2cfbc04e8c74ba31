using System.Diagnostics;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Times searches among a million fingerprints on one thread: those of the pool, and variations of them.</summary>
/// <param name="Nearest">Milliseconds of each search for the nearest within "same", in ascending order.</param>
/// <param name="All">Likewise for all within "near".</param>
internal sealed record SearchTiming(double[] Nearest, double[] All)
{
    /// <summary>Fingerprints searched.</summary>
    public const int IndexSize = 1_000_000;

    private const int Searches = 501;

    /// <summary>Bits drawn to be turned over in a variation: enough that it is another sound, few enough that it stays a drum.</summary>
    private const int VariedBits = 40;

    /// <summary>Bits turned over in what is sought.</summary>
    private const int SoughtBits = 5;

    /// <summary>Fills an index and searches it.</summary>
    public static SearchTiming Measure(IReadOnlyList<Original> sounds)
    {
        Fingerprint[] fingerprints = [.. sounds.Select(s => Fingerprinter.Cut(s.Cepstrum, FingerprintThresholds.Default))];
        var random = new Random(1);
        var index = new FingerprintIndex();
        for (int i = 0; i < IndexSize; i++) index.Add(Turned(fingerprints[i % fingerprints.Length], i < fingerprints.Length ? 0 : VariedBits, random));
        Fingerprint[] sought = [.. Enumerable.Range(0, Searches).Select(_ => Turned(fingerprints[random.Next(fingerprints.Length)], SoughtBits, random))];
        return new SearchTiming(
            Time(sought, f => _ = index.FindNearest(f) ?? throw new InvalidOperationException("A fingerprint with five bits turned over was not found.")),
            Time(sought, f => _ = index.FindAll(f)));
    }

    private static double[] Time(Fingerprint[] sought, Action<Fingerprint> search)
    {
        foreach (var fingerprint in sought) search(fingerprint);
        return [.. sought.Select(fingerprint =>
        {
            long start = Stopwatch.GetTimestamp();
            search(fingerprint);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order()];
    }

    private static Fingerprint Turned(Fingerprint fingerprint, int bits, Random random)
    {
        byte[] bytes = fingerprint.ToBytes();
        for (int i = 0; i < bits; i++) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return Fingerprint.FromBytes(bytes);
    }
}
