using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Tests.Classify;

public sealed class ClassifyTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly SoundFolder folder = new();

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task JsonRowHasExactlyTheContractsMembers()
    {
        folder.Hiss("hat.wav");

        var result = await RunAsync("jsonl");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        var row = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(
            ["path", "class", "subclass", "confidence", "classes", "subclasses", "kind", "durationSeconds", "model"],
            row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(folder.Of("hat.wav"), row.GetProperty("path").GetString());
        Assert.Equal("Hat", row.GetProperty("class").GetString());
        Assert.Equal("Hat_Open", row.GetProperty("subclass").GetString());
        Assert.Equal("oneshot", row.GetProperty("kind").GetString());
        Assert.Equal(0.2, row.GetProperty("durationSeconds").GetDouble(), 1e-6);
        Assert.Equal(TestModel.Id, row.GetProperty("model").GetString());
    }

    [Fact]
    public async Task JsonProbabilitiesFollowTheTaxonomyAndSum()
    {
        folder.Thump("kick.wav");
        var taxonomy = DrumTaxonomy.Default;

        var row = JsonDocument.Parse(Assert.Single((await RunAsync("jsonl")).Lines)).RootElement;

        var classes = row.GetProperty("classes").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        var subclasses = row.GetProperty("subclasses").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
        Assert.Equal(taxonomy.Classes.Select(c => c.Name), classes.Keys);
        Assert.Equal(taxonomy.Subclasses.Select(s => s.Name), subclasses.Keys);
        Assert.Equal(1, classes.Values.Sum(), 1e-5);
        foreach (var drumClass in taxonomy.Classes.Where(c => c.Subclasses.Count > 0))
            Assert.Equal(classes[drumClass.Name], drumClass.Subclasses.Sum(s => subclasses[s.Name]), 1e-5);
        Assert.Equal(classes["Kick"], row.GetProperty("confidence").GetDouble());
        Assert.Equal(JsonValueKind.Null, row.GetProperty("subclass").ValueKind);
    }

    [Fact]
    public async Task UnreadableFilesHaveErrorRowsAndTheWalkGoesOn()
    {
        folder.Write("a-empty.wav", []);
        folder.Write("b-junk.wav", "this is no sound"u8);
        folder.Thump("c-kick.wav");
        folder.Write("notes.txt", "passed over"u8);

        var result = await RunAsync("jsonl", folder.Path, folder.Of("none.wav"), folder.Of("notes.txt"));

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        var rows = result.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(["empty", "notAudio", null, "notFound", "notAudio"], rows.Select(CodeOf));
        Assert.All(rows.Where(r => CodeOf(r) is not null), r =>
        {
            Assert.Equal(["path", "error"], r.EnumerateObject().Select(p => p.Name));
            Assert.Equal(["code", "message"], r.GetProperty("error").EnumerateObject().Select(p => p.Name));
            Assert.NotEmpty(r.GetProperty("error").GetProperty("message").GetString()!);
        });
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task TruncatedFileIsReadWithAWarningInItsRow()
    {
        byte[] wav = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));
        folder.Write("cut.wav", wav.AsSpan(0, wav.Length / 2));

        var result = await RunAsync("jsonl");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        var row = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal("Kick", row.GetProperty("class").GetString());
        Assert.NotEmpty(row.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public async Task RowsComeInTheWalksOrderWhateverTheThreads()
    {
        for (int i = 0; i < 60; i++)
            if (i % 3 == 0) folder.Hiss($"{i:00}.wav");
            else folder.Thump($"{i:00}.wav");

        var one = await RunAsync("jsonl", folder.Path, "--threads", "1");
        var many = await RunAsync("jsonl", folder.Path, "--threads", "8");

        Assert.Equal(60, one.Lines.Length);
        Assert.Equal(one.Output, many.Output);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => folder.Of($"{i:00}.wav")), one.Lines.Select(l => PathAndClass(l).Path));
    }

    [Fact]
    public async Task CsvHasAHeaderQuotedValuesAndAColumnForEachProbability()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Names cannot hold quotes here.");
        folder.Thump("a \"kick\", loud.wav");
        folder.Write("b.wav", "junk"u8);

        var result = await RunAsync("csv");

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.EndsWith("\r\n", result.Output, StringComparison.Ordinal);
        string[] lines = result.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        int columns = 10 + DrumTaxonomy.Default.Classes.Count + DrumTaxonomy.Default.Subclasses.Count;
        Assert.Equal(columns, lines[0].Split(',').Length);
        Assert.StartsWith("path,class,subclass,confidence,kind,durationSeconds,model,errorCode,errorMessage,warnings,Kick,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"\"{folder.Path}/a \"\"kick\"\", loud.wav\",Kick,,0.9", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{folder.Path}/b.wav,,,,,,,notAudio,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableHasPathsClassesTotalsAndErrors()
    {
        folder.Hiss("hat.wav");
        folder.Thump("kick 1.wav");
        folder.Thump("kick 2.wav");
        folder.Write("x.wav", "junk"u8);

        var result = await RunAsync("table");

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.DoesNotContain('\e', result.Output);
        Assert.Matches(@"^Path +Class +Sub-class +Confidence\n", result.Output);
        Assert.Matches(@"hat\.wav +Hi-hat +Open hat +\d+ %\n", result.Output);
        Assert.Matches(@"kick 1\.wav +Kick +\d+ %\n", result.Output);
        Assert.Matches(@"x\.wav +not read: ", result.Output);
        Assert.Matches(@"Kick +2 +67 % *\n", result.Output);
        Assert.Matches(@"Hi-hat +1 +33 % *\n", result.Output);
        Assert.Contains("3 sounds: 3 one-shots, 0 loops.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 file could not be read:\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TableFitsTheWindowAPersonReadsItIn()
    {
        folder.Hiss("a rather long name of a hat that nobody would ever want to see whole/hat.wav");

        var result = await CommandResult.RunAsync(["classify", folder.Path, "--model", model.Path], width: 80);

        Assert.All(result.Lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("/hat.wav", result.Output.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyFolderGivesNoRows()
    {
        var result = await RunAsync("jsonl");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task FolderThatLooksLikeAnArgumentFileIsAFolder()
    {
        folder.Thump("@kicks/a.wav");

        Assert.Single((await RunAsync("jsonl", folder.Of("@kicks"))).Lines);
    }

    private static string? CodeOf(JsonElement row) => row.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;

    private static (string? Path, string? Class) PathAndClass(string line)
    {
        var row = JsonDocument.Parse(line).RootElement;
        return (row.GetProperty("path").GetString(), row.GetProperty("class").GetString());
    }

    private Task<CommandResult> RunAsync(string format, params string[] rest) =>
        CommandResult.RunAsync(["classify", .. rest.Length == 0 ? [folder.Path] : rest, "--format", format, "--model", model.Path]);
}
