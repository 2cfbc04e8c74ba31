using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Keeping;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Library;

/// <summary><c>drumai library check</c>.</summary>
internal static class CheckCommand
{
    private const string Notes = """
        Exit codes:
          0    all is well, or was mended
          1    something is wrong and cannot be mended: restore a backup
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what is wrong." };
        var data = new DataOption();
        var format = new FormatOption("Lines for people, or one JSON object for each finding.", ResultFormat.Table, ResultFormat.Jsonl);
        var command = new NotedCommand("check", "Checks the catalogue, and mends what can be mended.", Notes) { dryRun, data, format };
        command.SetAction((result, cancellation) =>
        {
            using var catalogue = SampleCatalogue.Open(data.FolderOf(result));
            var findings = LibraryCheck.Run(catalogue, repair: !result.GetValue(dryRun), cancellation);
            foreach (var finding in findings) terminal.Out.WriteLine(Describe(finding, format.Of(result)));
            if (findings.Count == 0 && format.Of(result) == ResultFormat.Table) terminal.Out.WriteLine("All is well.");
            return Task.FromResult(findings.All(f => f.IsRepaired) ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }

    private static string Describe(CheckFinding finding, ResultFormat format) => format == ResultFormat.Jsonl
        ? JsonSerializer.Serialize(finding, Json)
        : string.Create(CultureInfo.InvariantCulture, $"{finding.Count:N0} {CellText.Printable(finding.What)}{(finding.IsRepaired ? " (mended)" : "")}");
}
