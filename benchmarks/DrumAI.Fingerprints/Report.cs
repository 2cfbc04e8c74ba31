using System.Globalization;
using System.Text;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Measures a collection and writes what came of it as Markdown.</summary>
internal static class Report
{
    private static readonly int[] Curve = [0, 2, 4, 6, 8, 10, 12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32, 40, 48, 64];
    private static readonly int[] Columns = [8, 12, 14, Fingerprint.SameDistance, 18, 20, 24, DuplicateFinder.CandidateDistance, Fingerprint.NearDistance];

    /// <summary>The whole report.</summary>
    public static string Write(Collection collection, Waves waves)
    {
        var all = new Measurement(collection.Originals, collection.Pairs, FingerprintThresholds.Default, waves, _ => true);
        var text = new StringBuilder();
        Line($"""
            # The fingerprint, measured

            Written by two commands, of which the first takes a quarter of an hour and the second one minute (`dotnet run --project benchmarks/DrumAI.Fingerprints -c Release --`):

            ```sh
            collect POOL cepstra.bin {all.Copies.Values.Min(c => c.Count)}
            report POOL cepstra.bin docs/benchmarks/fingerprint.md
            ```

            Each of {all.SoundCount:N0} labelled drum sounds was dressed in {Clothes.Names.Count} kinds of clothes and three pairs of them, all of which the table of copies lists. "Same" is a distance of
            at most {Fingerprint.SameDistance} of {Fingerprint.BitCount} bits, "near" one of at most {Fingerprint.NearDistance}. Machine: {Environment.ProcessorCount} cores, load {Load()}.

            """);
        WriteHeldOut(HeldOut.Measure(collection, waves));
        WriteCurve(all);
        WriteClothes(all);
        WriteWaves(all);
        WriteSearch(SearchTiming.Measure(collection.Originals));
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void WriteHeldOut(IReadOnlyList<HeldOut> folds)
        {
            Line($"""
                ## Libraries that were held out

                Directions, cuts and the distance of "same" are learned on four folds of libraries and measured on the fifth: its copies against their originals, and its sounds against
                all. The distance is the smallest at which 99 % of copies find their original under the worst change, and 97 % under two at once. False matches are among
                100,000 pairs of different recordings. By the same rule, on the whole pool, the library ships {Fingerprint.SameDistance}.

                | fold | sounds | learned distance | copies found, worst | two at once | false | at {Fingerprint.SameDistance}: worst | two at once | false |
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
            if (HeldOut.SmallestSufficient(all) != Fingerprint.SameDistance)
                throw new InvalidOperationException($"The library ships a distance of {Fingerprint.SameDistance}; the rule gives {HeldOut.SmallestSufficient(all)}.");
            foreach (var (fold, distance, measured) in folds)
                Line($"| {fold} | {measured.SoundCount:N0} | {distance} | {Cells([measured], [distance])} | {Cells([measured], [Fingerprint.SameDistance])} |");
            Measurement[] together = [.. folds.Select(f => f.Measured)];
            int[] shipped = [.. folds.Select(_ => Fingerprint.SameDistance)];
            Line($"| all | {together.Sum(m => m.SoundCount):N0} | | {Cells(together, [.. folds.Select(f => f.Distance)])} | {Cells(together, shipped)} |");
            Line($"");
        }

        string Cells(Measurement[] measured, int[] distances)
        {
            double worst = Clothes.Names.Min(name => Pooled(name)), two = Pooled(Clothes.TwoAtOnce);
            double matches = measured.Zip(distances, (m, d) => m.FalseMatches(d) * m.PairCount).Sum() / measured.Sum(m => m.PairCount);
            return string.Create(CultureInfo.InvariantCulture, $"{worst:P1} | {two:P1} | {matches:F2}");

            double Pooled(string name) =>
                measured.Zip(distances, (m, d) => m.ShareFound(name, d) * m.Copies[name].Count).Sum() / measured.Sum(m => m.Copies[name].Count);
        }

        void WriteCurve(Measurement measured)
        {
            long strangers = measured.Strangers.Sum(), siblings = measured.Siblings.Sum();
            Line($"""
                ## Trade-off

                With what the library ships, which was learned on this whole pool. By the largest distance that counts as a match: copies that find their original, and false matches in
                100,000 pairs, of {measured.PairCount:N0} pairs in all ({siblings:N0} of them within one instrument of one kit). "Deduplicated" leaves out pairs that `drumai
                duplicates` finds to be one recording, wave on wave: the pool holds some twice.

                | distance | copies found, worst | two at once | false, all pairs | false, deduplicated | false, other instruments | siblings taken for it |
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
            foreach (int limit in Curve)
            {
                long falseStrangers = measured.Strangers.Take(limit + 1).Sum(), falseSiblings = measured.Siblings.Take(limit + 1).Sum();
                string deduplicated = limit <= Measurement.MaxCloseDistance ? measured.FalseMatches(limit).ToString("F2", CultureInfo.InvariantCulture) : "";
                Line($"| {limit} | {measured.WorstFound(limit):P1} | {measured.ShareFound(Clothes.TwoAtOnce, limit):P1} | {1e5 * (falseStrangers + falseSiblings) / measured.PairCount:F2} | {deduplicated} | {1e5 * falseStrangers / strangers:F2} | {(double)falseSiblings / siblings:P2} |");
            }
        }

        void WriteClothes(Measurement measured)
        {
            Line($"""

                ## Copies found, by clothes and distance

                {measured.Copies.Values.Max(c => c.Count):N0} copies of two at once, {measured.Copies.Values.Min(c => c.Count):N0} of each other kind. The last column is what `drumai duplicates` calls the same: a distance of at most
                {DuplicateFinder.CandidateDistance}, and waves that fit. How well they must was set on 500 of the sounds, before the others were looked at.

                | clothes | {string.Join(" | ", Columns)} | with the waves |
                | --- | {string.Join(" | ", Columns.Select(_ => "---:"))} | ---: |
                """);
            foreach (var (name, copies) in measured.Copies)
            {
                double confirmed = copies.Count(c => c.Distance <= DuplicateFinder.CandidateDistance && c.IsCopy) / (double)copies.Count;
                Line($"| {name} | {string.Join(" | ", Columns.Select(d => measured.ShareFound(name, d).ToString("P1", CultureInfo.InvariantCulture)))} | {confirmed:P1} |");
            }
        }

        void WriteWaves(Measurement measured)
        {
            var siblings = measured.Close.Where(c => c.AreSiblings).ToArray();
            int same = siblings.Count(c => c.Pair.IsCopy), strangers = measured.Close.Count(c => !c.AreSiblings && c.Pair.IsCopy);
            var sources = siblings.Where(c => c.Pair.IsCopy).GroupBy(c => c.Source).OrderByDescending(g => g.Count());
            Line($"""

                ## Siblings, by fingerprint and by wave

                Of {measured.Siblings.Sum():N0} pairs within one instrument of one kit (velocity layers, round robins, a machine's settings) the fingerprint alone takes {(double)measured.Siblings.Take(Fingerprint.SameDistance + 1).Sum() / measured.Siblings.Sum():P2} for the same.
                `drumai duplicates` looks at the waves of all within {Measurement.MaxCloseDistance} bits, and calls {same} of them the same ({(double)same / measured.Siblings.Sum():P2}): those differ, when aligned and at one level, by less than a
                fiftieth of their power in every octave that carries the sound. By their names nearly all are one recording that lies in the pool twice, as a machine whose sounds are stored in it makes
                with any settings. Their sources:

                {string.Join(", ", sources.Select(g => $"{g.Key} {g.Count()}"))}.

                Among {measured.Strangers.Sum():N0} pairs of different instruments {strangers} are the same by their waves ({1e5 * strangers / measured.Strangers.Sum():F2} in 100,000).

                """);
        }

        void WriteSearch(SearchTiming timing) => Line($"""
            ## Search

            Among {SearchTiming.IndexSize:N0} fingerprints (the pool's and variations of them), by straight comparison on one thread, {timing.Nearest.Length} searches, milliseconds:

            | | fastest | median |
            | --- | ---: | ---: |
            | the nearest within {Fingerprint.SameDistance} | {timing.Nearest[0]:F2} | {timing.Nearest[timing.Nearest.Length / 2]:F2} |
            | all within {Fingerprint.NearDistance} | {timing.All[0]:F2} | {timing.All[timing.All.Length / 2]:F2} |
            """);
    }

    /// <summary>Processes that waited for the processor over the last minute; empty where the system does not tell.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";
}
