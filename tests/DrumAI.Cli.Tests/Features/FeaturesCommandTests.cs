using System.Text.Json;
using DrumAI.Audio;

namespace DrumAI.Cli.Tests.Features;

public sealed class FeaturesCommandTests : IDisposable
{
    private const string AllButEmbedding = "zcr,flatness,contrast,contrast8,mfcc,logmel,timbre,fingerprint";
    private readonly SoundFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NamesAndShapesAreThoseOfTheContract()
    {
        WriteWav("hit.wav", Noise(20000));
        var (exit, lines, _) = await RunAsync("features", folder.Path, "--set", AllButEmbedding);
        Assert.Equal(ExitCode.Success, exit);
        var line = Assert.Single(lines);
        Assert.Equal(folder.Of("hit.wav"), line.GetProperty("path").GetString());
        Assert.Equal([32], Shape(line.GetProperty("zcr")));
        Assert.Equal([32], Shape(line.GetProperty("flatness")));
        Assert.Equal([7, 32], Shape(line.GetProperty("contrast")));
        Assert.Equal([8, 32], Shape(line.GetProperty("contrast8")));
        Assert.Equal([20, 32], Shape(line.GetProperty("mfcc")));
        Assert.Equal([96, 64], Shape(line.GetProperty("logmel").GetProperty("vggish")));
        Assert.Equal([96, 64], Shape(line.GetProperty("logmel").GetProperty("yamnet")));
        Assert.Equal(
            ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess", "reverb"],
            line.GetProperty("timbre").EnumerateObject().Select(p => p.Name));
        Assert.Equal(64, line.GetProperty("fingerprint").GetProperty("hash").GetString()!.Length);
        Assert.Equal(64, line.GetProperty("fingerprint").GetProperty("bits").GetString()!.Length);
        Assert.False(line.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task OnlyTheFeaturesOfTheSetAreWritten()
    {
        WriteWav("hit.wav", Noise(20000));
        var (_, lines, _) = await RunAsync("features", folder.Path, "--set", "mfcc,zcr");
        Assert.Equal(["path", "zcr", "mfcc"], lines[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task WhatHasNoAnswerIsNullAndExplained()
    {
        WriteWav("silence.wav", new float[4000]);
        var (exit, lines, text) = await RunAsync("features", folder.Path, "--set", AllButEmbedding);
        Assert.Equal(ExitCode.Success, exit);
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("fingerprint").ValueKind);
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("timbre").GetProperty("hardness").ValueKind);
        Assert.Contains(lines[0].GetProperty("warnings").EnumerateArray(), w => w.GetString()!.StartsWith("fingerprint:", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnreadableFilesHaveTheirLineAndTheOthersTheirs()
    {
        folder.Write("a.wav", "no sound"u8);
        WriteWav("b.wav", Noise(2000));
        folder.Write("notes.txt", "passed over"u8);
        var (exit, lines, _) = await RunAsync("features", folder.Path, "--set", "zcr");
        Assert.Equal(ExitCode.SomeUnreadable, exit);
        Assert.Equal(2, lines.Count);
        Assert.Equal("notAudio", lines[0].GetProperty("error").GetProperty("code").GetString());
        Assert.NotEmpty(lines[0].GetProperty("error").GetProperty("message").GetString()!);
        Assert.Equal([32], Shape(lines[1].GetProperty("zcr")));
    }

    [Fact]
    public async Task LinesComeInTheOrderOfTheWalk()
    {
        for (int i = 0; i < 40; i++) WriteWav($"{i:D2}.wav", Noise(i % 3 == 0 ? 40000 : 50));
        var (_, lines, _) = await RunAsync("features", folder.Path, "--set", "mfcc", "--threads", "4");
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:D2}.wav"), lines.Select(l => Path.GetFileName(l.GetProperty("path").GetString())));
    }

    [Theory]
    [InlineData("features")]
    [InlineData("features", "x.wav", "--set", "loudness")]
    [InlineData("features", "x.wav", "--set", "")]
    [InlineData("features", "x.wav", "--threads", "0")]
    public async Task WrongUsageIsTold(params string[] arguments)
    {
        var (exit, lines, _) = await RunAsync(arguments);
        Assert.Equal(ExitCode.Usage, exit);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task EmbeddingWithoutAModelFails()
    {
        WriteWav("hit.wav", Noise(2000));
        var (exit, lines, _) = await RunAsync("features", folder.Path, "--set", "embedding", "--model", folder.Of("none"));
        Assert.Equal(ExitCode.Failure, exit);
        Assert.Empty(lines);
    }

    private static async Task<(int Exit, IReadOnlyList<JsonElement> Lines, string Text)> RunAsync(params string[] arguments)
    {
        var result = await CommandResult.RunAsync(arguments);
        return (result.ExitCode, [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement.Clone())], result.Output);
    }

    private static int[] Shape(JsonElement array)
    {
        var shape = new List<int>();
        for (; array.ValueKind == JsonValueKind.Array; array = array[0]) shape.Add(array.GetArrayLength());
        return [.. shape];
    }

    private static float[] Noise(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(n => (random.NextSingle() - 0.5f) * MathF.Exp(-n / 5000f))];
    }

    private void WriteWav(string name, float[] samples) => folder.Write(name, TestSounds.ToWav(new Pcm(samples, 1, 44100)));
}
