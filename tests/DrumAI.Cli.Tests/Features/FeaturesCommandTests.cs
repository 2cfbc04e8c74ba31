using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Tests.Features;

public sealed class FeaturesCommandTests : IDisposable
{
    private const string AllButEmbedding = "zcr,flatness,contrast,contrast8,mfcc,logmel,timbre,fingerprint";
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-features-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task NamesAndShapesAreThoseOfTheContract()
    {
        WriteWav("hit.wav", Noise(20000));
        var (exit, lines, _) = await RunAsync("features", folder, "--set", AllButEmbedding);
        Assert.Equal(ExitCode.Success, exit);
        var line = Assert.Single(lines);
        Assert.Equal(Path.Combine(folder, "hit.wav"), line.GetProperty("path").GetString());
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
        var (_, lines, _) = await RunAsync("features", folder, "--set", "mfcc,zcr");
        Assert.Equal(["path", "zcr", "mfcc"], lines[0].EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task WhatHasNoAnswerIsNullAndExplained()
    {
        WriteWav("silence.wav", new float[4000]);
        var (exit, lines, text) = await RunAsync("features", folder, "--set", AllButEmbedding);
        Assert.Equal(ExitCode.Success, exit);
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("fingerprint").ValueKind);
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("timbre").GetProperty("hardness").ValueKind);
        Assert.Contains(lines[0].GetProperty("warnings").EnumerateArray(), w => w.GetString()!.StartsWith("fingerprint:", StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnreadableFilesHaveTheirLineAndTheOthersTheirs()
    {
        File.WriteAllText(Path.Combine(folder, "a.wav"), "no sound");
        WriteWav("b.wav", Noise(2000));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "passed over");
        var (exit, lines, _) = await RunAsync("features", folder, "--set", "zcr");
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
        var (_, lines, _) = await RunAsync("features", folder, "--set", "mfcc", "--threads", "4");
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
        var (exit, lines, _) = await RunAsync("features", folder, "--set", "embedding", "--model", Path.Combine(folder, "none"));
        Assert.Equal(ExitCode.Failure, exit);
        Assert.Empty(lines);
    }

    private static async Task<(int Exit, IReadOnlyList<JsonElement> Lines, string Text)> RunAsync(params string[] arguments)
    {
        using var results = new MemoryStream();
        int exit;
        using (var terminal = new Terminal(results, TextWriter.Null)) exit = await CommandLine.RunAsync(arguments, terminal);
        string text = Encoding.UTF8.GetString(results.ToArray());
        if (exit == ExitCode.Usage || exit == ExitCode.Failure) return (exit, [], text);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.Clone());
        return (exit, [.. lines], text);
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

    private void WriteWav(string name, float[] samples)
    {
        var bytes = new byte[44 + 2 * samples.Length];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), 44100);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 88200);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(44 + 2 * i), (short)(samples[i] * 32767));
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }
}
