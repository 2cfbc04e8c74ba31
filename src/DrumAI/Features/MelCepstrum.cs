using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>
/// Mel-frequency cepstral coefficients by librosa's rules: powers in 128 Slaney bands, dB with floor 1e-10 and 80 dB of range over all frames,
/// then the first 20 of an orthonormal discrete cosine transform (type II).
/// </summary>
internal sealed class MelCepstrum
{
    private const int BandCount = 128;
    private const double PowerFloor = 1e-10;
    private const double RangeDecibels = 80;

    private readonly int coefficientCount;
    private readonly int frameCount;
    private readonly TriangularFilters filters;
    private readonly double[] levels;
    private readonly double[] cosines;

    public MelCepstrum(int fftSize, int sampleRate, int frameCount, int coefficientCount)
    {
        this.coefficientCount = coefficientCount;
        this.frameCount = frameCount;
        filters = TriangularFilters.Slaney(BandCount, fftSize, sampleRate);
        levels = new double[frameCount * BandCount];
        cosines = new double[coefficientCount * BandCount];
        for (int k = 0; k < coefficientCount; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / BandCount);
            for (int band = 0; band < BandCount; band++)
                cosines[k * BandCount + band] = scale * Math.Cos(Math.PI * k * (2 * band + 1) / (2 * BandCount));
        }
    }

    /// <summary>Takes in the power spectrum of one frame.</summary>
    public void AddFrame(int frame, ReadOnlySpan<double> power) => filters.Apply(power, levels.AsSpan(frame * BandCount, BandCount));

    /// <summary>Takes in a frame of silence.</summary>
    public void AddSilentFrame(int frame) => levels.AsSpan(frame * BandCount, BandCount).Clear();

    /// <summary>Writes coefficients x frames; the frames taken in are used up.</summary>
    public void Write(Span<double> coefficients)
    {
        Decibels.FromRatios(levels, PowerFloor, RangeDecibels);
        for (int frame = 0; frame < frameCount; frame++)
        {
            var row = levels.AsSpan(frame * BandCount, BandCount);
            for (int k = 0; k < coefficientCount; k++)
                coefficients[k * frameCount + frame] = TensorPrimitives.Dot<double>(row, cosines.AsSpan(k * BandCount, BandCount));
        }
    }
}
