using System.Diagnostics;
using DrumAI.Service.Corrections;

namespace DrumAI.Services;

/// <summary>Finds copies among many fingerprints, as every submission does.</summary>
internal static class FingerprintTiming
{
    private const int Rounds = 2000;

    public static void Run(int count)
    {
        var random = new Random(1);
        var table = new FingerprintTable();
        var known = new List<DrumAI.Identity.Fingerprint>();
        long begun = Stopwatch.GetTimestamp();
        for (int i = 1; i <= count; i++)
        {
            var fingerprint = MadeCorrections.Fingerprint(random);
            if (i % 100 == 0) known.Add(fingerprint);
            table.Add(i, fingerprint);
        }

        Console.WriteLine($"{count} fingerprints taken in: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s, {GC.GetTotalMemory(true) >> 20} MiB");
        int found = 0;
        begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < Rounds; i++)
        {
            byte[] bytes = known[random.Next(known.Count)].ToBytes();
            for (int bit = 0; bit < 12; bit++) bytes[random.Next(32)] ^= (byte)(1 << random.Next(8));
            if (table.FindNear(DrumAI.Identity.Fingerprint.FromBytes(bytes)) is not null) found++;
            table.FindNear(MadeCorrections.Fingerprint(random));
        }

        double each = Stopwatch.GetElapsedTime(begun).TotalMilliseconds / (2 * Rounds);
        Console.WriteLine($"{found} of {Rounds} copies with 12 flipped bits found, {each * 1000:0} microseconds a search");
    }
}
