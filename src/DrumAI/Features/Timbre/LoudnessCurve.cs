using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Specific loudness over time, in windows of 4096 samples without overlap, each filtered from rest. The last window is
/// filled with zeros; a sound whose length is a multiple of the window still gains one window of zeros, as the models
/// were fitted. Shared by hardness, warmth, sharpness and boominess.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class LoudnessCurve
{
    /// <summary>Samples a window.</summary>
    public const int WindowLength = 4096;

    private readonly double[] padded = new double[WindowLength], silence = new double[WindowLength];
    private readonly double[] spareLevels = new double[ThirdOctaveBank.BandCount];
    private readonly PerRate<ThirdOctaveBank> banks = new(rate => new ThirdOctaveBank(WindowLength, rate));
    private double[] levels = [], specific = [], rms = [], total = [];

    /// <summary>Windows of the last sound.</summary>
    public int WindowCount { get; private set; }

    /// <summary>Third-octave levels in dB, window by window.</summary>
    public ReadOnlySpan<double> Levels => levels.AsSpan(0, WindowCount * ThirdOctaveBank.BandCount);

    /// <summary>RMS of each window.</summary>
    public ReadOnlySpan<double> Rms => rms.AsSpan(0, WindowCount);

    /// <summary>Total loudness of each window, in sone.</summary>
    public ReadOnlySpan<double> Total => total.AsSpan(0, WindowCount);

    /// <summary>Specific loudness of one window: 240 values in sone/Bark.</summary>
    public ReadOnlySpan<double> Specific(int window) => specific.AsSpan(window * ZwickerLoudness.StepCount, ZwickerLoudness.StepCount);

    /// <summary>Measures a sound.</summary>
    public void Measure(ReadOnlySpan<double> audio, int sampleRate)
    {
        ThirdOctaveBank bank = banks[sampleRate];
        WindowCount = audio.Length / WindowLength + 1;
        Scratch.Grow(ref levels, WindowCount * ThirdOctaveBank.BandCount);
        Scratch.Grow(ref specific, WindowCount * ZwickerLoudness.StepCount);
        Scratch.Grow(ref rms, WindowCount);
        Scratch.Grow(ref total, WindowCount);
        for (int window = 0; window < WindowCount; window += 2)
        {
            // An odd last window is measured beside one of zeros.
            bool paired = window + 1 < WindowCount;
            ReadOnlySpan<double> samples = Window(audio, window, padded);
            ReadOnlySpan<double> others = paired ? Window(audio, window + 1, padded) : silence;
            bank.Levels(samples, others, WindowLevels(window), paired ? WindowLevels(window + 1) : spareLevels);
            Finish(window, samples);
            if (paired) Finish(window + 1, others);
        }
    }

    /// <summary>The samples of a window; what the sound does not fill is zero.</summary>
    private static ReadOnlySpan<double> Window(ReadOnlySpan<double> audio, int window, double[] padded)
    {
        ReadOnlySpan<double> samples = audio[(window * WindowLength)..];
        if (samples.Length >= WindowLength) return samples[..WindowLength];
        samples.CopyTo(padded);
        Array.Clear(padded, samples.Length, WindowLength - samples.Length);
        return padded;
    }

    private Span<double> WindowLevels(int window) => levels.AsSpan(window * ThirdOctaveBank.BandCount, ThirdOctaveBank.BandCount);

    private void Finish(int window, ReadOnlySpan<double> samples)
    {
        total[window] = ZwickerLoudness.Compute(WindowLevels(window), specific.AsSpan(window * ZwickerLoudness.StepCount, ZwickerLoudness.StepCount));
        rms[window] = Math.Sqrt(TensorPrimitives.SumOfSquares(samples) / WindowLength);
    }

    /// <summary>Plain mean over the windows of the loudness under <paramref name="weights"/>.</summary>
    public double Mean(ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int window = 0; window < WindowCount; window++) sum += TensorPrimitives.Dot(weights, Specific(window));
        return sum / WindowCount;
    }

    /// <summary>Mean over the windows of the loudness under <paramref name="weights"/>, each window weighing as its RMS.</summary>
    public double RmsWeightedMean(ReadOnlySpan<double> weights)
    {
        double sum = 0, weight = 0;
        for (int window = 0; window < WindowCount; window++)
        {
            sum += rms[window] * TensorPrimitives.Dot(weights, Specific(window));
            weight += rms[window];
        }

        return sum / weight;
    }

    /// <summary>A flat bell over the steps from <paramref name="low"/> up to, not with, <paramref name="high"/>, from 0 at its ends to 1.</summary>
    public static double[] BarkWeight(int low, int high)
    {
        double middle = (low + high) / 2.0;
        var weights = new double[ZwickerLoudness.StepCount];
        Span<double> bell = weights.AsSpan(low, high - low);
        for (int i = 0; i < bell.Length; i++)
        {
            double distance = low + i - middle;
            bell[i] = Math.Exp(-distance * distance * 0.00005);
        }

        double min = TensorPrimitives.Min<double>(bell);
        TensorPrimitives.Subtract(bell, min, bell);
        TensorPrimitives.Divide(bell, TensorPrimitives.Max<double>(bell), bell);
        return weights;
    }
}
