using System.Text.Json;
using DrumAI.Audio;

namespace DrumAI.Cli.Tests.Duplicates;

public sealed class DuplicatesCommandTests : IDisposable
{
    private readonly SoundFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ACopyAtAnotherLevelStandsBesideItsOriginal()
    {
        folder.Thump("kit/a.wav");
        folder.Hiss("kit/b.wav");
        folder.Write("other/c.wav", TestSounds.ToWav(new Pcm([.. TestSounds.Thump().Select(s => s / 2)], 1, 44100)));
        var result = await CommandResult.RunAsync(["duplicates", folder.Path, "--format", "jsonl"]);
        Assert.Equal(ExitCode.Success, result.ExitCode);
        var group = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(1, group.GetProperty("group").GetInt32());
        var files = group.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal([folder.Of("kit/a.wav"), folder.Of("other/c.wav")], files.Select(f => f.GetProperty("path").GetString()));
        Assert.All(files, f => Assert.Equal("same", f.GetProperty("relation").GetString()));
        Assert.Empty(files[0].GetProperty("differs").EnumerateArray());
        Assert.Equal("level", Assert.Single(files[1].GetProperty("differs").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task SoundsWithoutKinHaveNoLine()
    {
        folder.Thump("a.wav");
        folder.Hiss("b.wav");
        Assert.Empty((await CommandResult.RunAsync(["duplicates", folder.Path, "--format", "jsonl"])).Lines);
    }

    [Fact]
    public async Task AFileNamedTwiceIsNoDuplicateOfItself()
    {
        string path = folder.Thump("a.wav");
        Assert.Empty((await CommandResult.RunAsync(["duplicates", path, folder.Path, "--format", "jsonl"])).Lines);
    }

    [Fact]
    public async Task TheTextSaysWhatToKeep()
    {
        folder.Thump("a.wav");
        folder.Thump("b.wav");
        var result = await CommandResult.RunAsync(["duplicates", folder.Path]);
        Assert.Equal([$"keep  {folder.Of("a.wav")}", $"same  {folder.Of("b.wav")}", "2 sounds, 1 copies, 0 near."], result.Lines);
    }

    [Fact]
    public async Task UnreadableFilesAreNamedOnStandardError()
    {
        folder.Write("bad.wav", "no sound"u8);
        folder.Thump("a.wav");
        folder.Thump("b.wav");
        var result = await CommandResult.RunAsync(["duplicates", folder.Path, "--format", "jsonl"]);
        Assert.Equal(ExitCode.SomeUnreadable, result.ExitCode);
        Assert.Contains("bad.wav", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Lines);
    }

    [Fact]
    public async Task AnUnknownFormatIsWrongUsage() =>
        Assert.Equal(ExitCode.Usage, (await CommandResult.RunAsync(["duplicates", folder.Path, "--format", "csv"])).ExitCode);
}
