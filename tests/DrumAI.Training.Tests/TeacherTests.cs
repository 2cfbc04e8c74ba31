using System.Text.Json;
using DrumAI.Tests;

namespace DrumAI.Training.Tests;

/// <summary>The teacher hears what it was trained to hear.</summary>
public sealed class TeacherTests
{
    [Theory]
    [InlineData("silence")]
    [InlineData("sine440")]
    [InlineData("kick")]
    [InlineData("snare")]
    public void EmbeddingEqualsTheReference(string signal)
    {
        using var teacher = new Teacher(SharedFolder.Require("models", "efficientat_mn04_as.onnx"));
        using var reference = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Require("models", "reference_values.json")));
        var expected = reference.RootElement.GetProperty("efficientat_mn04_as.onnx").GetProperty("values").GetProperty(signal);
        var embedding = teacher.Embed(Signal(signal));
        int i = 0;
        foreach (var value in expected.GetProperty("embedding_first8").EnumerateArray()) Assert.Equal(value.GetDouble(), embedding[i++], 2e-3);
        Assert.Equal(expected.GetProperty("embedding_l2").GetDouble(), Math.Sqrt(embedding.Sum(e => (double)e * e)), 2e-3);
    }

    [Fact]
    public void DescriptionIsOfTheHitWhereverItStarts()
    {
        using var teacher = new Teacher(SharedFolder.Require("models", "efficientat_mn04_as.onnx"));
        var hit = Signal("snare");
        var expected = teacher.Describe(hit, 32000);
        var later = teacher.Describe([.. new float[4000], .. hit], 32000);
        Assert.Equal(Teacher.EmbeddingLength, expected.Length);
        Assert.InRange(Cosine(expected, later), 0.99, 1.0001);
    }

    private static float[] Signal(string name)
    {
        const int rate = 32000;
        uint state = 1;
        double Noise()
        {
            state = unchecked(1664525 * state + 1013904223);
            return state / 2147483648.0 - 1;
        }

        return [.. Enumerable.Range(0, rate).Select(n => (double)n / rate).Select(t => (float)(name switch
        {
            "sine440" => Math.Sin(2 * Math.PI * 440 * t),
            "kick" => 0.8 * Math.Sin(2 * Math.PI * (50 * t + 2 * (1 - Math.Exp(-30 * t)))) * Math.Exp(-8 * t),
            "snare" => 0.9 * Noise() * Math.Exp(-15 * t),
            _ => 0,
        }))];
    }

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
}
