using DrumAI.Features;

namespace DrumAI.Training.Tests.Privacy;

/// <summary>
/// A sound whose log-mel picture (YAMNet's: 16 kHz, window 400, hop 160, 64 bands, ln(mel + 0.001)) is as given: the magnitudes behind the bands by
/// multiplicative updates (D. D. Lee, H. S. Seung, 2001), their phases by D. W. Griffin and J. S. Lim, 1984.
/// </summary>
internal sealed class MelInversion
{
    public const int SampleRate = 16000;
    private const int FftSize = 512, WindowLength = 400, Hop = 160, BinCount = FftSize / 2 + 1;
    private const int BandCount = SpectralDescriptors.LogMelBandCount, FrameCount = SpectralDescriptors.LogMelFrameCount;
    private static readonly double[][] Bands = MakeBands();
    private static readonly double[] Window = [.. Enumerable.Range(0, WindowLength).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / WindowLength))];
    private readonly RealFft64 fft = new(FftSize);
    private readonly double[] frame = new double[FftSize], re = new double[BinCount], im = new double[BinCount];

    /// <param name="logMel">96 frames of 64 bands.</param>
    /// <param name="iterations">Rounds of finding phases.</param>
    public float[] ToSound(ReadOnlySpan<double> logMel, int iterations)
    {
        var magnitudes = new double[FrameCount][];
        for (int t = 0; t < FrameCount; t++) magnitudes[t] = Magnitudes(logMel.Slice(t * BandCount, BandCount));
        var random = new Random(1);
        var signal = new double[(FrameCount - 1) * Hop + WindowLength];
        for (int i = 0; i < signal.Length; i++) signal[i] = random.NextDouble() - 0.5;
        for (int round = 0; round < iterations; round++) signal = Project(signal, magnitudes);
        return [.. signal.Select(s => (float)s)];
    }

    private static double[] Magnitudes(ReadOnlySpan<double> logMel)
    {
        var spectrum = new double[BinCount];
        Array.Fill(spectrum, 0.1);
        var ratio = new double[BandCount];
        for (int round = 0; round < 25; round++)
        {
            for (int b = 0; b < BandCount; b++)
            {
                double wanted = Math.Max(0, Math.Exp(logMel[b]) - 0.001), sum = 1e-12;
                for (int k = 0; k < BinCount; k++) sum += Bands[b][k] * spectrum[k];
                ratio[b] = wanted / sum;
            }

            for (int k = 0; k < BinCount; k++)
            {
                double sum = 0, weight = 1e-12;
                for (int b = 0; b < BandCount; b++)
                {
                    sum += Bands[b][k] * ratio[b];
                    weight += Bands[b][k];
                }

                spectrum[k] *= sum / weight;
            }
        }

        return spectrum;
    }

    /// <summary>The signal that is nearest to having these magnitudes with the phases that it has.</summary>
    private double[] Project(double[] signal, double[][] magnitudes)
    {
        var result = new double[signal.Length];
        var weight = new double[signal.Length];
        for (int t = 0; t < FrameCount; t++)
        {
            Array.Clear(frame);
            for (int n = 0; n < WindowLength; n++) frame[n] = signal[t * Hop + n] * Window[n];
            fft.Forward(frame, re, im);
            for (int k = 0; k < BinCount; k++)
            {
                double scale = magnitudes[t][k] / Math.Max(1e-9, Math.Sqrt(re[k] * re[k] + im[k] * im[k]));
                re[k] *= scale;
                im[k] *= scale;
            }

            fft.Inverse(re, im, frame);
            for (int n = 0; n < WindowLength; n++)
            {
                result[t * Hop + n] += frame[n] * Window[n];
                weight[t * Hop + n] += Window[n] * Window[n];
            }
        }

        for (int i = 0; i < result.Length; i++) result[i] /= Math.Max(0.01, weight[i]);
        return result;
    }

    private static double[][] MakeBands()
    {
        var filters = TriangularFilters.Htk(BandCount, FftSize, SampleRate, 125, 7500);
        var bands = new double[BandCount][];
        for (int b = 0; b < BandCount; b++) bands[b] = new double[BinCount];
        var unit = new double[BinCount];
        var column = new double[BandCount];
        for (int k = 0; k < BinCount; k++)
        {
            unit[k] = 1;
            filters.Apply(unit, column);
            for (int b = 0; b < BandCount; b++) bands[b][k] = column[b];
            unit[k] = 0;
        }

        return bands;
    }
}
