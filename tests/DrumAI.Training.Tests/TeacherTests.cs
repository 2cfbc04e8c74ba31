using System.Text.Json;
using DrumAI.Taxonomy;
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

    [Fact]
    public void BankHoldsWhatIsSaidOfEachVariantStandardisedOverTheSounds()
    {
        string model = SharedFolder.Require("models", "efficientat_mn04_as.onnx");
        using var small = new SmallSet();
        var options = new TrainingOptions { Variants = 2, WildVariants = 1 };
        using var bank = SpectrogramBank.Open(small.Set, small.Work.Bank, DrumTaxonomy.Default, options, model, threads: 2, progress: null, CancellationToken.None);
        float[][] rows = [.. Enumerable.Range(0, bank.SoundCount).Select(i => Description(bank, i, 0))];
        for (int j = 0; j < bank.DescriptionLength; j++)
        {
            Assert.Equal(0, rows.Average(r => r[j]), 1e-3);
            Assert.InRange(rows.Average(r => r[j] * r[j]), 0, 1.001);
        }

        Assert.True(rows.Average(r => r.Average(x => x * x)) > 0.9);
        // What is said of a changed copy is near what is said of the sound, but not the same.
        var (same, changed) = (Description(bank, 0, 0), Description(bank, 0, 1));
        Assert.NotEqual(same, changed);
        Assert.Equal(same.Select(x => 0.25f * x), Description(bank, 0, 0, 0.25f));
    }

    private static float[] Description(SpectrogramBank bank, int sound, int variant, float share = 1)
    {
        var sum = new float[bank.DescriptionLength];
        bank.AddDescription(sound, variant, share, sum);
        return sum;
    }

    private static float[] Signal(string name) => ReferenceSignal.Make(name, 32000, 32000);

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
}
