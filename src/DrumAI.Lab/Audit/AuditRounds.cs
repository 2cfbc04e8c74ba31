using System.Globalization;
using DrumAI.Training;

namespace DrumAI.Lab.Audit;

/// <summary>The history of an audit as a table beside the corrections, a line a round: what was decided, and what classifiers by library made of the labels before and after.</summary>
internal static class AuditRounds
{
    private static readonly string[] Columns =
        ["round", "sounds", "doubted", "relabelled", "dropped", "kept", "accuracy_before", "spread17_before", "large7_before", "accuracy_after", "spread17_after", "large7_after"];

    /// <summary>Path of the table that belongs to a corrections file.</summary>
    public static string PathOf(string corrections) => Path.ChangeExtension(corrections, ".rounds.csv");

    /// <summary>Adds a line.</summary>
    public static void Append(string corrections, int round, int sounds, int doubted, IReadOnlyCollection<LabelCorrection> decided, AuditScores before, AuditScores after)
    {
        string path = PathOf(corrections);
        bool isNew = !File.Exists(path);
        using var writer = new StreamWriter(path, append: true) { NewLine = "\n" };
        if (isNew) writer.WriteLine(string.Join(',', Columns));
        object[] values =
        [
            round, sounds, doubted, decided.Count(d => d.Action == CorrectionAction.Relabel), decided.Count(d => d.Action == CorrectionAction.Drop), decided.Count(d => d.Action == CorrectionAction.Keep),
            before.Accuracy, before.Spread, before.Large, after.Accuracy, after.Spread, after.Large,
        ];
        writer.WriteLine(string.Join(',', values.Select(v => v is double d ? d.ToString("0.0000", CultureInfo.InvariantCulture) : $"{v}")));
    }

    /// <summary>All rounds so far, a row of text each; the first is the header.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string corrections)
    {
        string path = PathOf(corrections);
        if (!File.Exists(path)) return [];
        return [Columns, .. Csv.ReadTable(path, Columns)];
    }
}
