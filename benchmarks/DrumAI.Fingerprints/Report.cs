using System.Globalization;
using System.Text;
using DrumAI.Identity;

namespace DrumAI.Fingerprints;

/// <summary>Writes what was measured as Markdown.</summary>
internal static class Report
{
    private static readonly int[] Curve = [0, 2, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64];
    private static readonly int[] Columns = [8, 10, 12, Fingerprint.SameDistance, 16, 20, 24, Fingerprint.NearDistance];

    /// <summary>The whole report.</summary>
    public static string Write(Measurement measured)
    {
        var text = new StringBuilder();
        long strangers = measured.Strangers.Sum(), siblings = measured.Siblings.Sum(), pairs = strangers + siblings;
        int copies = measured.Copies.Values.Max(c => c.Count);
        Line($"""
            # The fingerprint, measured

            Written by `dotnet run --project benchmarks/DrumAI.Fingerprints -c Release -- measure POOL docs/benchmarks/fingerprint.md {measured.Copies.Values.Min(c => c.Count)}` over
            {measured.SoundCount:N0} labelled drum sounds. "Same" is a distance of at most {Fingerprint.SameDistance} of 256 bits, "near" one of at most {Fingerprint.NearDistance}.

            ## Trade-off

            By the largest distance that counts as a match: the share of dressed copies that find their original (worst of {Clothes.Names.Count} kinds of clothes; and two kinds at once), and
            false matches in 100,000 pairs, of {pairs:N0} pairs in all ({siblings:N0} of them within one instrument of one kit). "Deduplicated" leaves out pairs whose waves correlate at
            {DuplicateFinder.CopyCorrelation} or more: the pool holds some recordings twice.

            | distance | copies found, worst | two at once | false, all pairs | false, deduplicated | false, other instruments | siblings taken for it |
            | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
        foreach (int limit in Curve)
        {
            long falseStrangers = measured.Strangers.Take(limit + 1).Sum(), falseSiblings = measured.Siblings.Take(limit + 1).Sum();
            int recordedTwice = measured.Close.Count(c => c.Distance <= limit && c.Correlation >= DuplicateFinder.CopyCorrelation);
            string deduplicated = limit <= DuplicateFinder.CandidateDistance ? $"{1e5 * (falseStrangers + falseSiblings - recordedTwice) / pairs:F2}" : "";
            double worst = measured.Copies.Where(c => c.Key != Clothes.TwoAtOnce).Min(c => Share(c.Value, limit));
            Line($"| {limit} | {worst:P1} | {Share(measured.Copies[Clothes.TwoAtOnce], limit):P1} | {1e5 * (falseStrangers + falseSiblings) / pairs:F2} | {deduplicated} | {1e5 * falseStrangers / strangers:F2} | {(double)falseSiblings / siblings:P2} |");
        }

        Line($"""

            ## Copies found, by clothes and distance

            {copies} copies of two at once, {measured.Copies.Values.Min(c => c.Count)} of each other kind. The last column is what `drumai duplicates` calls the same: a distance of at most {DuplicateFinder.CandidateDistance}, and waves that correlate at
            {DuplicateFinder.CopyCorrelation} or more.

            | clothes | {string.Join(" | ", Columns)} | with the waves |
            | --- | {string.Join(" | ", Columns.Select(_ => "---:"))} | ---: |
            """);
        foreach (var (name, list) in measured.Copies)
        {
            double confirmed = list.Count(c => c.Distance <= DuplicateFinder.CandidateDistance && c.Correlation >= DuplicateFinder.CopyCorrelation) / (double)list.Count;
            Line($"| {name} | {string.Join(" | ", Columns.Select(d => Share(list, d).ToString("P1", CultureInfo.InvariantCulture)))} | {confirmed:P1} |");
        }

        int sameByWave = measured.Close.Count(c => c.AreSiblings && c.Correlation >= DuplicateFinder.CopyCorrelation);
        int otherByWave = measured.Close.Count(c => !c.AreSiblings && c.Correlation >= DuplicateFinder.CopyCorrelation);
        Line($"""

            ## With the waves

            Of the pairs within {DuplicateFinder.CandidateDistance} bits, {sameByWave} within one instrument ({(double)sameByWave / siblings:P2} of all siblings) and {otherByWave} of other instruments
            ({1e5 * otherByWave / strangers:F2} in 100,000) fit wave on wave. Those are recordings that the pool holds twice, or layers of one recording at several levels.

            ## Search

            The nearest among 1,000,000 fingerprints takes {measured.SearchMilliseconds:F1} ms (median, one thread, on a machine busy with other work), by straight comparison of 32 MB.
            """);
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static double Share(List<(int Distance, double Correlation)> copies, int limit) => copies.Count(c => c.Distance <= limit) / (double)copies.Count;
}
