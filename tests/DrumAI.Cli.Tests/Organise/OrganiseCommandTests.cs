using System.Text.Json;

namespace DrumAI.Cli.Tests.Organise;

public sealed class OrganiseCommandTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly SoundFolder folder = new();

    public OrganiseCommandTests()
    {
        folder.Thump("in/low.wav");
        folder.Thump("in/kit/low.wav");
        folder.Hiss("in/kit/high.wav");
        folder.Write("in/notes.txt", "no sound"u8);
    }

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("copy", 3)]
    [InlineData("hardlink", 3)]
    [InlineData("symlink", 3)]
    [InlineData("move", 0)]
    public async Task SoundsComeIntoTheFoldersOfTheirClassesAndBack(string mode, int left)
    {
        string[] before = Files("");

        var result = await RunAsync("in", "out", "--mode", mode);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Equal(["Hat/high.wav", "Kick/low (2).wav", "Kick/low.wav"], Files("out"));
        Assert.Equal(left, Files("in").Count(f => f.EndsWith(".wav", StringComparison.Ordinal)));
        Assert.Contains("3 sounds", result.Lines[0], StringComparison.Ordinal);
        string manifest = Assert.Single(Directory.GetFiles(folder.Of("out")));
        Assert.Contains($"--undo \"{manifest}\"", result.Output, StringComparison.Ordinal);

        var undone = await CommandResult.RunAsync(["organise", "--undo", manifest]);

        Assert.Equal(ExitCode.Success, undone.ExitCode);
        Assert.Equal("3 sounds undone.", Assert.Single(undone.Lines));
        Assert.Equal(before, Files(""));
        Assert.False(Directory.Exists(folder.Of("out")));
    }

    [Fact]
    public async Task SubclassesAndKitsHaveFolders()
    {
        await RunAsync("in", "out", "--by", "subclass");
        await RunAsync("in", "kits", "--by", "kit");

        Assert.Equal(["Hat/Hat_Open/high.wav", "Kick/low (2).wav", "Kick/low.wav"], Files("out"));
        Assert.Equal(["in/Kick/low.wav", "kit/Hat/high.wav", "kit/Kick/low.wav"], Files("kits"));
    }

    [Fact]
    public async Task DryRunSaysWhatWouldBeDoneAndDoesNothing()
    {
        string[] before = Files("");

        var result = await RunAsync("in", "out", "--dry-run", "--format", "jsonl");

        Assert.Equal(before, Files(""));
        Assert.False(Directory.Exists(folder.Of("out")));
        var rows = result.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(
            [folder.Of("out/Kick/low.wav"), folder.Of("out/Hat/high.wav"), folder.Of("out/Kick/low (2).wav")],
            rows.Select(r => r.GetProperty("target").GetString()));
        Assert.All(rows, r => Assert.Equal("planned", r.GetProperty("state").GetString()));
        Assert.Equal(["Kick", "Hat", "Kick"], rows.Select(r => r.GetProperty("class").GetString()));
    }

    [Fact]
    public async Task UnsureSoundsGoToReview()
    {
        await RunAsync("in", "out", "--review-below", "1");

        Assert.Equal(["Review/Hat/high.wav", "Review/Kick/low (2).wav", "Review/Kick/low.wav"], Files("out"));
    }

    [Theory]
    [InlineData("in/sorted")]
    [InlineData("in/kit/sorted")]
    public async Task DestinationWithinTheSourceIsNotSortedItself(string destination)
    {
        await RunAsync("in", destination);
        var again = await RunAsync("in", destination);

        Assert.Equal(["Hat/high.wav", "Kick/low (2).wav", "Kick/low.wav"], Files(destination));
        Assert.Equal("Nothing is to be done: 3 sounds, all in their places.", Assert.Single(again.Lines));
    }

    [Fact]
    public async Task DestinationBehindALinkIsNotSortedItself()
    {
        Directory.CreateDirectory(folder.Of("elsewhere"));
        if (!folder.Link("in/sorted", folder.Of("elsewhere"))) Assert.Skip("The system allows no links.");
        await RunAsync("in", "elsewhere");

        await RunAsync("in", "in/sorted", "--mode", "move");

        Assert.Equal(["Hat/high (2).wav", "Hat/high.wav", "Kick/low (2).wav", "Kick/low (3).wav", "Kick/low (4).wav", "Kick/low.wav"], Files("elsewhere"));
    }

    [Fact]
    public async Task SourceWithinTheDestinationIsSortedIntoIt()
    {
        await RunAsync("in/kit", "in", "--mode", "move");

        Assert.Equal(["Hat/high.wav", "Kick/low.wav", "low.wav", "notes.txt"], Files("in"));
    }

    [Theory]
    [InlineData("in", "in")]
    [InlineData("in", "in/../in")]
    [InlineData("none", "out")]
    [InlineData("in", "in/notes.txt")]
    public async Task FoldersThatMakeNoSenseAreRefused(string source, string destination)
    {
        string[] before = Files("");

        var result = await RunAsync(source, destination);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith("drumai organise: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files(""));
    }

    [Theory]
    [InlineData("organise")]
    [InlineData("organise", "in")]
    [InlineData("organise", "in", "out", "--by", "colour")]
    [InlineData("organise", "in", "out", "--mode", "steal")]
    [InlineData("organise", "in", "out", "--review-below", "2")]
    [InlineData("organise", "in", "--undo", "m")]
    [InlineData("organise", "--resume", "m", "--undo", "m")]
    public async Task CommandLineThatMakesNoSenseIsRefused(params string[] args) =>
        Assert.Equal(ExitCode.Usage, (await CommandResult.RunAsync(args)).ExitCode);

    [Fact]
    public async Task UnreadableFileIsNamedAndTheRestIsSorted()
    {
        folder.Write("in/bad.wav", "no sound"u8);

        var result = await RunAsync("in", "out");

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.Contains("bad.wav", result.Error, StringComparison.Ordinal);
        Assert.Equal(3, Files("out").Length);
    }

    [Fact]
    public async Task MissingManifestIsAFailure()
    {
        var result = await CommandResult.RunAsync(["organise", "--undo", folder.Of("none.jsonl")]);

        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains("There is no manifest", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeUndoneIsNamed()
    {
        await RunAsync("in", "out", "--manifest", folder.Of("m.jsonl"));
        File.Delete(folder.Of("in/low.wav"));

        var result = await CommandResult.RunAsync(["organise", "--undo", folder.Of("m.jsonl")]);

        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.Contains("has gone since", result.Error, StringComparison.Ordinal);
        Assert.Equal(["Kick/low.wav"], Files("out"));
        Assert.True(File.Exists(folder.Of("m.jsonl")));
    }

    private Task<CommandResult> RunAsync(string source, string destination, params string[] options) => CommandResult.RunAsync(
        ["organise", folder.Of(source), folder.Of(destination), "--model", model.Path, "--data", folder.Of("data"), .. options]);

    /// <summary>The files below a folder, but for manifests.</summary>
    private string[] Files(string relative) => !Directory.Exists(folder.Of(relative)) ? [] :
        [.. Directory.EnumerateFiles(folder.Of(relative), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".jsonl", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(folder.Of(relative), f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
