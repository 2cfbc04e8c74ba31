using System.Numerics;
using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Power spectra of the frames of a sound, as a spectrogram with constant detrending gives them: each frame loses its mean,
/// is weighted by a window and padded with zeros to the transform's size. Powers are one-sided (inner bins count twice)
/// and to be multiplied by <see cref="Scale"/>.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class DetrendedFrames
{
    private readonly RealFft64 fft;
    private readonly Action<Span<double>> shape;
    private readonly double[] window, squaredWindow, frame, re, im, power;

    /// <param name="fft">The transform; its size is the longest frame.</param>
    /// <param name="shape">Fills a window of any length.</param>
    public DetrendedFrames(RealFft64 fft, Action<Span<double>> shape)
    {
        this.fft = fft;
        this.shape = shape;
        window = new double[fft.Size];
        squaredWindow = new double[fft.Size];
        frame = new double[fft.Size];
        re = new double[fft.BinCount];
        im = new double[fft.BinCount];
        power = new double[fft.BinCount];
    }

    /// <summary>Samples a frame.</summary>
    public int Length { get; private set; }

    /// <summary>1 / (sum of the window)^2, which makes a spectrum of powers.</summary>
    public double Scale { get; private set; }

    /// <summary>Chooses the length of the frames, up to the transform's size.</summary>
    public void SetLength(int length)
    {
        if (length == Length) return;
        Length = length;
        shape(window.AsSpan(0, length));
        TensorPrimitives.Multiply(window, window, squaredWindow);
        double sum = TensorPrimitives.Sum<double>(window.AsSpan(0, length));
        Scale = 1 / (sum * sum);
        Array.Clear(frame);
    }

    /// <summary>Sum of the one-sided spectrum of a frame, without <see cref="Scale"/>: by Parseval's theorem, without a transform.</summary>
    public double TotalPower(ReadOnlySpan<double> samples)
    {
        samples = samples[..Length];
        double mean = TensorPrimitives.Sum(samples) / samples.Length, sum = 0;
        int i = 0, lanes = Vector<double>.Count;
        Vector<double> means = new(mean), sums = default;
        for (; i <= samples.Length - lanes; i += lanes)
        {
            var d = new Vector<double>(samples[i..]) - means;
            sums = Vector.FusedMultiplyAdd(d * d, new Vector<double>(squaredWindow, i), sums);
        }

        for (; i < samples.Length; i++) sum += squaredWindow[i] * (samples[i] - mean) * (samples[i] - mean);
        return (sum + Vector.Sum(sums)) * fft.Size;
    }

    /// <summary>The one-sided power spectrum of a frame, without <see cref="Scale"/>; valid until the next call.</summary>
    public ReadOnlySpan<double> Power(ReadOnlySpan<double> samples)
    {
        samples = samples[..Length];
        Span<double> x = frame.AsSpan(0, Length);
        TensorPrimitives.Subtract(samples, TensorPrimitives.Sum(samples) / samples.Length, x);
        TensorPrimitives.Multiply(x, window.AsSpan(0, Length), x);
        fft.Forward(frame, re, im);
        TensorPrimitives.Multiply(re, re, power);
        TensorPrimitives.MultiplyAdd(im, im, power, power);
        Span<double> inner = power.AsSpan(1, power.Length - 2);
        TensorPrimitives.Add(inner, inner, inner);
        return power;
    }
}
