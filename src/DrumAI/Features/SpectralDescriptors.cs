using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>
/// The descriptors of a sound's first second at 16 kHz: zero-crossing rate, spectral flatness, spectral contrast, mel cepstrum, and the log-mel
/// pictures of VGGish and YAMNet, with the values of librosa 0.8 and of the two networks' own front ends, in double precision.
/// </summary>
/// <remarks>
/// <para>Signal: <see cref="BufferLength"/> mono amplitudes at <see cref="SampleRate"/>, from sample 0, zero-padded; nothing is trimmed or levelled.
/// The 32 frames of all but the pictures are 2048 long, 512 apart and centred; beyond the ends the signal is reflected (for the
/// zero-crossing rate: its end amplitudes are repeated). Their window is a periodic Hann; one transform of each frame serves all.</para>
/// <para>Answers are finite for every finite signal. Silent frames have flatness 1 and contrast 0 dB; silence as a whole has mel
/// coefficient 0 at -100 dB x sqrt(128) = -1131.37 and the others 0, and the pictures ln 0.01 and ln 0.001.</para>
/// <para>Arrays lie row by row in memory that the analyser owns and writes anew at each <see cref="Analyze"/>, which allocates nothing.
/// One thread at a time.</para>
/// </remarks>
public sealed class SpectralDescriptors
{
    /// <summary>The rate of analysis, in Hz.</summary>
    public const int SampleRate = 16000;

    /// <summary>Amplitudes analysed: one second.</summary>
    public const int BufferLength = 16000;

    /// <summary>Frames of all descriptors but the pictures.</summary>
    public const int FrameCount = 1 + BufferLength / HopLength;

    /// <summary>Rows of <see cref="Contrast"/>.</summary>
    public const int ContrastBandCount = 7;

    /// <summary>Rows of <see cref="Contrast8"/>.</summary>
    public const int Contrast8BandCount = 8;

    /// <summary>Rows of <see cref="Mfcc"/>.</summary>
    public const int MfccCount = 20;

    /// <summary>Frames (rows) of the log-mel pictures.</summary>
    public const int LogMelFrameCount = LogMelPictures.FrameCount;

    /// <summary>Bands (columns) of the log-mel pictures.</summary>
    public const int LogMelBandCount = LogMelPictures.BandCount;

    private const int FftSize = 2048;
    private const int HopLength = 512;
    private const int Padding = FftSize / 2;
    private const FeatureSet FromSpectrum = FeatureSet.Flatness | FeatureSet.Contrast | FeatureSet.Contrast8 | FeatureSet.Mfcc;

    private readonly RealFft64 fft = new(FftSize);
    private readonly double[] window = PeriodicHann.Make(FftSize);
    private readonly float[] samples = new float[BufferLength];
    private readonly double[] padded = new double[BufferLength + 2 * Padding];
    private readonly double[] frame = new double[FftSize];
    private readonly double[] power = new double[FftSize / 2 + 1];
    private readonly ZeroCrossings zeroCrossings = new(BufferLength);
    private readonly SpectralFlatness spectralFlatness = new(FftSize / 2 + 1);
    private readonly SpectralContrast spectralContrast = new(FftSize, SampleRate, FrameCount);
    private readonly MelCepstrum melCepstrum = new(FftSize, SampleRate, FrameCount, MfccCount);
    private readonly LogMelPictures logMelPictures = new(SampleRate);

    private readonly double[] zcr = new double[FrameCount];
    private readonly double[] flatness = new double[FrameCount];
    private readonly double[] contrast = new double[ContrastBandCount * FrameCount];
    private readonly double[] contrast8 = new double[Contrast8BandCount * FrameCount];
    private readonly double[] mfcc = new double[MfccCount * FrameCount];
    private readonly double[] vggish = new double[LogMelFrameCount * LogMelBandCount];
    private readonly double[] yamnet = new double[LogMelFrameCount * LogMelBandCount];

    /// <summary>Zero-crossing rate of 32 frames: sign changes a sample, in [0, 1].</summary>
    public ReadOnlySpan<double> Zcr => zcr;

    /// <summary>Spectral flatness of 32 frames, in (0, 1]: near 0 for a tone, higher for noise, 1 for silence.</summary>
    public ReadOnlySpan<double> Flatness => flatness;

    /// <summary>Spectral contrast in dB, 7 x 32: 0-200 Hz, then octaves up to 6400-12800 Hz.</summary>
    public ReadOnlySpan<double> Contrast => contrast;

    /// <summary>Spectral contrast in dB, 8 x 32: 0-100 Hz, 100-200 Hz, then octaves up to 6400-12800 Hz.</summary>
    public ReadOnlySpan<double> Contrast8 => contrast8;

    /// <summary>Mel-frequency cepstral coefficients, 20 x 32, in dB.</summary>
    public ReadOnlySpan<double> Mfcc => mfcc;

    /// <summary>Log-mel picture of VGGish, 96 frames x 64 bands.</summary>
    public ReadOnlySpan<double> LogMelVggish => vggish;

    /// <summary>Log-mel picture of YAMNet, 96 frames x 64 bands.</summary>
    public ReadOnlySpan<double> LogMelYamnet => yamnet;

    /// <summary>Analyses a signal; what was not asked for keeps its former values.</summary>
    /// <param name="buffer">The first <see cref="BufferLength"/> amplitudes or fewer: zeros follow.</param>
    /// <param name="features">Which descriptors to compute; members beyond <see cref="FeatureSet.Descriptors"/> mean nothing here.</param>
    /// <exception cref="ArgumentException">The signal is too long, or holds an amplitude that is infinite or not a number.</exception>
    public void Analyze(ReadOnlySpan<float> buffer, FeatureSet features = FeatureSet.Descriptors)
    {
        if (buffer.Length > BufferLength) throw new ArgumentException($"The signal has {buffer.Length} amplitudes, more than {BufferLength}.", nameof(buffer));
        if (!buffer.IsEmpty && !TensorPrimitives.IsFiniteAll(buffer)) throw new ArgumentException("The signal holds an amplitude that is not finite.", nameof(buffer));
        buffer.CopyTo(samples);
        samples.AsSpan(buffer.Length).Clear();
        if ((features & FeatureSet.Zcr) != 0) zeroCrossings.Compute(samples, zcr);

        var signal = padded.AsSpan(Padding, BufferLength);
        TensorPrimitives.ConvertTruncating(samples, signal);
        int soundingLength = buffer.LastIndexOfAnyExcept(0f) + 1;
        if ((features & FromSpectrum) != 0) AnalyzeFrames(signal, soundingLength, features);
        if ((features & FeatureSet.LogMel) != 0) logMelPictures.Compute(signal, soundingLength, vggish, yamnet);
    }

    private void AnalyzeFrames(ReadOnlySpan<double> signal, int soundingLength, FeatureSet features)
    {
        for (int i = 1; i <= Padding; i++)
        {
            padded[Padding - i] = signal[i];
            padded[Padding + BufferLength - 1 + i] = signal[BufferLength - 1 - i];
        }

        bool wantsFlatness = (features & FeatureSet.Flatness) != 0;
        bool wantsContrast = (features & (FeatureSet.Contrast | FeatureSet.Contrast8)) != 0;
        bool wantsMfcc = (features & FeatureSet.Mfcc) != 0;
        for (int i = 0; i < FrameCount; i++)
        {
            // Past the last sounding amplitude a frame holds nothing, and neither does what it sees of the reflected end.
            if (soundingLength == 0 || i * HopLength - Padding >= soundingLength)
            {
                flatness[i] = 1;
                spectralContrast.AddSilentFrame(i);
                melCepstrum.AddSilentFrame(i);
                continue;
            }

            TensorPrimitives.Multiply(padded.AsSpan(i * HopLength, FftSize), window, frame);
            fft.PowerSpectrum(frame, power);
            if (wantsFlatness) flatness[i] = spectralFlatness.Compute(power);
            if (wantsContrast) spectralContrast.AddFrame(i, power);
            if (wantsMfcc) melCepstrum.AddFrame(i, power);
        }

        if ((features & FeatureSet.Contrast) != 0) spectralContrast.Write7(contrast);
        if ((features & FeatureSet.Contrast8) != 0) spectralContrast.Write8(contrast8);
        if (wantsMfcc) melCepstrum.Write(mfcc);
    }
}
