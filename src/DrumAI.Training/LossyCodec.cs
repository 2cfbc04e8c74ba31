using System.Numerics.Tensors;

namespace DrumAI.Training;

/// <summary>
/// What a lossy codec does to a drum hit: a modified cosine transform (Princen, Johnson and Bradley 1987) in frames of 512 under a sine
/// window, everything above a cut-off dropped, and coefficients rounded to steps that follow each band's own level. Quantisation noise
/// spreads over the frame, before the attack as well (pre-echo).
/// </summary>
internal static class LossyCodec
{
    private const int Size = 512;
    private const int BandWidth = 16;
    private static readonly float[][] Basis = MakeBasis();

    public static float[] Apply(float[] x, int sampleRate, Random random)
    {
        double cutoffHz = 7000 + 10000 * random.NextDouble();
        float coarseness = (float)(0.2 + 1.3 * random.NextDouble());
        int kept = (int)Math.Min(Size, cutoffHz / (sampleRate / 2.0) * Size);
        int frames = x.Length / Size + 2;
        var padded = new float[(frames + 1) * Size];
        x.CopyTo(padded, Size);
        var output = new float[padded.Length];
        var coefficients = new float[Size];
        for (int frame = 0; frame < frames; frame++)
        {
            var input = padded.AsSpan(frame * Size, 2 * Size);
            for (int k = 0; k < kept; k++) coefficients[k] = TensorPrimitives.Dot(input, Basis[k]);
            Quantise(coefficients.AsSpan(0, kept), coarseness);
            var target = output.AsSpan(frame * Size, 2 * Size);
            for (int k = 0; k < kept; k++)
                if (coefficients[k] != 0) TensorPrimitives.MultiplyAdd(Basis[k], coefficients[k], target, target);
        }

        return output.AsSpan(Size, x.Length).ToArray();
    }

    private static void Quantise(Span<float> coefficients, float coarseness)
    {
        for (int first = 0; first < coefficients.Length; first += BandWidth)
        {
            var band = coefficients.Slice(first, Math.Min(BandWidth, coefficients.Length - first));
            float step = coarseness * TensorPrimitives.Norm<float>(band) / MathF.Sqrt(band.Length);
            if (step < 1e-7f) band.Clear();
            else for (int i = 0; i < band.Length; i++) band[i] = MathF.Round(band[i] / step) * step;
        }
    }

    /// <summary>Windowed cosines, scaled so that analysis, synthesis and overlap give the sound back.</summary>
    private static float[][] MakeBasis()
    {
        var basis = new float[Size][];
        double scale = Math.Sqrt(2.0 / Size);
        for (int k = 0; k < Size; k++)
        {
            basis[k] = new float[2 * Size];
            for (int n = 0; n < 2 * Size; n++)
                basis[k][n] = (float)(scale * Math.Sin(Math.PI * (n + 0.5) / (2 * Size)) * Math.Cos(Math.PI / Size * (n + 0.5 + Size / 2.0) * (k + 0.5)));
        }

        return basis;
    }
}
