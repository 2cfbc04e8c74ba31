using System.Text.Json;

namespace DrumAI.Cli.Tests.Search;

public sealed class SearchCommandTests : IAsyncLifetime
{
    private readonly TestModel model = new();
    private readonly SoundFolder folder = new();

    private string Data => folder.Of("data");

    public async ValueTask InitializeAsync()
    {
        folder.Thump("in/TR-808/low.wav");
        folder.Hiss("in/other/high.wav");
        folder.Write("in/other/softer low.wav", TestSounds.ToWav(new Audio.Pcm([.. TestSounds.Thump().Select(s => s / 2)], 1, 44100)));
        var added = await CommandResult.RunAsync(["library", "add", folder.Of("in"), "--data", Data, "--model", model.Path]);
        Assert.Equal(ExitCode.Success, added.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        model.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task LinesAreThoseOfTheContract()
    {
        var result = await RunAsync("search", "kick", "808", "--format", "jsonl");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Equal("Looking for: Kick; \"808\" in its name.\n", result.Error);
        var row = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(["id", "path", "class", "subclass", "confidence", "score", "tags", "favourite"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(folder.Of("in/TR-808/low.wav"), row.GetProperty("path").GetString());
        Assert.Equal("Kick", row.GetProperty("class").GetString());
        Assert.InRange(row.GetProperty("score").GetDouble(), 0.5, 1);
    }

    [Fact]
    public async Task TableSaysHowTheQueryWasReadAndHowManyWereFound()
    {
        var result = await RunAsync("search", "-hat", "-n", "1");

        Assert.Equal("Looking for: not Hi-hat.", result.Lines[0]);
        Assert.Equal("2 found, the best 1 shown.", result.Lines[^1]);
        Assert.Equal(4, result.Lines.Length);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task NothingFoundIsNoFailure()
    {
        var result = await RunAsync("search", "gong");

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Equal("Nothing was found.", result.Lines[^1]);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search", "class:hut")]
    [InlineData("search", "kick", "len<x")]
    [InlineData("search", "kick", "-n", "0")]
    [InlineData("search", "kick", "--colour")]
    [InlineData("similar")]
    [InlineData("similar", "a.wav", "--timbre", "-1")]
    [InlineData("similar", "a.wav", "--overall", "0")]
    [InlineData("duplicates")]
    public async Task WhatMakesNoSenseIsRefused(params string[] args)
    {
        var result = args[0] == "duplicates" ? await CommandResult.RunAsync(args) : await RunAsync(args);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith($"drumai {args[0]}: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task SimilarSoundsComeTheLikestFirstAndWithoutTheSoundItself()
    {
        var result = await RunAsync("similar", folder.Of("in/TR-808/low.wav"), "--format", "jsonl", "--model", model.Path);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        var rows = result.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal([folder.Of("in/other/softer low.wav"), folder.Of("in/other/high.wav")], rows.Select(r => r.GetProperty("path").GetString()));
        Assert.True(rows[0].GetProperty("score").GetDouble() > rows[1].GetProperty("score").GetDouble());
    }

    [Fact]
    public async Task FileNeedNotBeInTheLibrary()
    {
        string path = folder.Thump("elsewhere.wav");

        var result = await RunAsync("similar", path, "-n", "1", "--length", "1", "--format", "jsonl", "--model", model.Path);

        Assert.Contains("low.wav", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsNoSoundIsNamed()
    {
        var result = await RunAsync("similar", folder.Write("bad.wav", "no sound"u8), "--model", model.Path);

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.Contains("bad.wav", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SoundsOfAnotherModelAreNamedAndNotCompared()
    {
        using var newer = new TestModel(changeCard: card => card with { Version = "2" });

        var result = await RunAsync("similar", folder.Of("in/TR-808/low.wav"), "--model", newer.Path, "--format", "jsonl");

        Assert.Empty(result.Lines);
        Assert.StartsWith("drumai: 3 sounds were not heard by this model", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuplicatesOfTheCatalogueAreThoseOfItsFiles()
    {
        var ofCatalogue = await RunAsync("duplicates", "--format", "jsonl");
        var ofFiles = await CommandResult.RunAsync(["duplicates", folder.Of("in"), "--format", "jsonl"]);

        Assert.NotEmpty(ofFiles.Lines);
        Assert.Equal(Members(ofFiles.Lines), Members(ofCatalogue.Lines));
        Assert.Equal(ExitCode.Usage, (await RunAsync("duplicates", folder.Of("in"))).ExitCode);

        static string?[] Members(string[] lines) =>
        [
            .. lines.SelectMany(l => JsonDocument.Parse(l).RootElement.GetProperty("files").EnumerateArray())
                .Select(f => f.GetProperty("path").GetString()).Order(),
        ];
    }

    private Task<CommandResult> RunAsync(params string[] args) => CommandResult.RunAsync([.. args, "--data", Data]);
}
