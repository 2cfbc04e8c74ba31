using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

/// <summary>What the golden data tells of the timbral models.</summary>
internal sealed class GoldenTimbre
{
    private readonly GoldenCase data;

    private GoldenTimbre(GoldenCase data)
    {
        this.data = data;
        Timbral = data.Json.GetProperty("timbral");
        Intermediates = Timbral.GetProperty("intermediates");
        SampleRate = data.Json.GetProperty("file").GetProperty("sample_rate").GetInt32();
    }

    public JsonElement Timbral { get; }

    public JsonElement Intermediates { get; }

    public int SampleRate { get; }

    public string WavPath => data.WavPath;

    public static GoldenTimbre Read(string id) => new(GoldenCase.Read(id));

    public bool Has(string array) => data.Has("timbral." + array);

    public double[] Doubles(string array) => data.Doubles("timbral." + array);

    /// <summary>A model's score; null where the original raises or gives no finite number.</summary>
    public double? Score(string model) => Number(Timbral.GetProperty("scores"), model);

    /// <summary>The inputs of a model's regression; empty where it raised.</summary>
    public double[] RegressionInputs(string model)
    {
        var inputs = Timbral.GetProperty("regression_inputs_dev_output");
        if (!inputs.TryGetProperty(model, out var values) || values.ValueKind != JsonValueKind.Array) return [];
        return [.. values.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN)];
    }

    public double? Number(string section, string name) =>
        Intermediates.TryGetProperty(section, out var values) && values.ValueKind == JsonValueKind.Object ? Number(values, name) : null;

    /// <summary>What the models analyse: mono, at -24 LUFS, and stored after upsampling where the file is below 44.1 kHz. Null where there is none.</summary>
    public (double[] Audio, int SampleRate)? AnalysisAudio()
    {
        if (Has("analysis_audio")) return (Doubles("analysis_audio"), 44100);
        var pcm = AudioFile.Read(WavPath).Pcm;
        double[] mono = Sum(pcm);
        return mono.Any(v => v != 0) && LoudnessNormalizer.Normalize(mono, pcm.SampleRate) ? (mono, pcm.SampleRate) : null;
    }

    public static double[] Sum(Pcm pcm)
    {
        var mono = new double[pcm.FrameCount];
        for (int i = 0; i < pcm.Samples.Length; i++) mono[i / pcm.ChannelCount] += pcm.Samples[i];
        return mono;
    }

    public static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance || expected.Equals(actual), $"{what}: expected {expected:R}, got {actual:R}");

    private static double? Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
