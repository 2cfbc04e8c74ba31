using System.Numerics;
using System.Numerics.Tensors;

namespace DrumAI.Features.Timbre;

/// <summary>
/// Roughness: 13.988 log10 m + 48.976, or 0 where m &lt; 0.01; m is the mean over frames of 50 ms, half overlapping, of
/// the roughness of all pairs of spectral peaks after P. Vassilakis ("SRA: a web-based research tool for spectral and
/// roughness analysis of sound signals", SMC 2007): (a1 a2)^0.1 * Y^3.11 / 2 * (e^(-3.51 s df) - e^(-5.75 s df)) with
/// s = 0.24 / (0.0207 f + 18.96), f the lower frequency. Y is 2 max / (a1 + a2), where the paper has the lesser
/// amplitude: the regression was fitted so.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread.</remarks>
internal sealed class Roughness
{
    private const int ZerosInFront = 512;
    private const double FrameSeconds = 0.05;
    private const double PeakContrast = 0.01;

    private readonly PeakPicker peaks;
    private readonly PeakPairs pairs = new();
    private readonly PerRate<Frames> frames = new(rate => new Frames((int)(rate * FrameSeconds)));
    private double[] padded = [], magnitudes = [], perFrame = [];
    private int frameCount;

    /// <param name="peaks">Finds the peaks of each spectrum.</param>
    public Roughness(PeakPicker peaks) => this.peaks = peaks;

    /// <summary>Roughness of each frame of the last sound.</summary>
    public ReadOnlySpan<double> PerFrame => perFrame.AsSpan(0, frameCount);

    /// <summary>The score; not a number where the sound does not fill half a frame.</summary>
    public double Score(ReadOnlySpan<double> audio, int sampleRate)
    {
        double mean = Mean(audio, sampleRate);
        return mean < 0.01 ? 0 : 13.98779569 * Math.Log10(mean) + 48.97606571545886;
    }

    private double Mean(ReadOnlySpan<double> audio, int sampleRate)
    {
        int length = audio.Length + ZerosInFront, frameLength = (int)(sampleRate * FrameSeconds);
        frameCount = (int)(length / (frameLength - frameLength / 2.0));
        if (frameCount == 0) return double.NaN;
        Frames transform = frames[sampleRate];
        Span<double> x = Scratch.Grow(ref padded, Math.Max(length, frameLength));
        x[..ZerosInFront].Clear();
        audio.CopyTo(x[ZerosInFront..]);

        int bins = transform.Fft.BinCount, filled = 0;
        Span<double> spectra = Scratch.Grow(ref magnitudes, frameCount * bins);
        if (length > frameLength)
        {
            for (; (int)(filled * (frameLength / 2.0)) + frameLength <= length; filled++)
                transform.Magnitudes(x.Slice((int)(filled * (frameLength / 2.0)), frameLength), spectra.Slice(filled * bins, bins), windowed: true);
        }
        else
        {
            transform.Magnitudes(x[..length], spectra[..bins], windowed: false);
            filled = 1;
        }

        // Frames that the sound does not fill stay empty, and count in the mean.
        spectra[(filled * bins)..].Clear();
        double min = TensorPrimitives.Min<double>(spectra), range = TensorPrimitives.Max<double>(spectra) - min;
        Scratch.Grow(ref perFrame, frameCount).Clear();
        double sum = 0;
        for (int i = 0; i < filled; i++)
        {
            ReadOnlySpan<double> spectrum = spectra.Slice(i * bins, bins);
            peaks.Pick(spectrum, min + PeakContrast * range, PeakContrast * range);
            perFrame[i] = pairs.Roughness(peaks, spectrum, (double)sampleRate / transform.Fft.Size);
            sum += perFrame[i];
        }

        return sum / frameCount;
    }

    private sealed class Frames
    {
        private readonly double[] window, frame, re, im;

        public Frames(int length)
        {
            Fft = new RealFft64((int)BitOperations.RoundUpToPowerOf2((uint)length + 1));
            frame = new double[Fft.Size];
            re = new double[Fft.BinCount];
            im = new double[Fft.BinCount];
            // A symmetric Hamming window of two points more, without its ends.
            window = new double[length];
            for (int n = 0; n < length; n++) window[n] = 0.54 - 0.46 * Math.Cos(2 * Math.PI * (n + 1) / (length + 1));
        }

        public RealFft64 Fft { get; }

        public void Magnitudes(ReadOnlySpan<double> samples, Span<double> spectrum, bool windowed)
        {
            if (windowed) TensorPrimitives.Multiply(samples, window, frame);
            else samples.CopyTo(frame);
            Array.Clear(frame, samples.Length, frame.Length - samples.Length);
            Fft.Forward(frame, re, im);
            TensorPrimitives.Multiply(re, re, spectrum);
            TensorPrimitives.MultiplyAdd(im, im, spectrum, spectrum);
            TensorPrimitives.Sqrt(spectrum, spectrum);
        }
    }
}
