using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>
/// The log-mel pictures that VGGish and YAMNet see (Hershey et al., "CNN architectures for large-scale audio classification", 2017): frames of
/// 25 ms every 10 ms, not centred, periodic Hann window, transform of 512, magnitudes in 64 bands from 125 to 7500 Hz linear in mel, natural
/// logarithm of the sum plus 0.01 (VGGish) or 0.001 (YAMNet).
/// </summary>
internal sealed class LogMelPictures
{
    public const int FrameCount = 96;
    public const int BandCount = 64;
    private const int WindowLength = 400;
    private const int HopLength = 160;
    private const int FftSize = 512;
    private const double VggishOffset = 0.01;
    private const double YamnetOffset = 0.001;

    private readonly RealFft64 fft = new(FftSize);
    private readonly TriangularFilters filters;
    private readonly double[] window = PeriodicHann.Make(WindowLength);
    private readonly double[] frame = new double[FftSize];
    private readonly double[] spectrum;
    private readonly double[] sums = new double[FrameCount * BandCount];

    public LogMelPictures(int sampleRate)
    {
        filters = TriangularFilters.Htk(BandCount, FftSize, sampleRate, 125, 7500);
        spectrum = new double[fft.BinCount];
    }

    /// <summary>Computes both pictures, frames x bands.</summary>
    /// <param name="signal">At least 15600 amplitudes.</param>
    /// <param name="soundingLength">All amplitudes from here on are zero.</param>
    /// <param name="vggish">Receives ln(sum + 0.01).</param>
    /// <param name="yamnet">Receives ln(sum + 0.001).</param>
    public void Compute(ReadOnlySpan<double> signal, int soundingLength, Span<double> vggish, Span<double> yamnet)
    {
        for (int i = 0; i < FrameCount; i++)
        {
            var row = sums.AsSpan(i * BandCount, BandCount);
            if (i * HopLength >= soundingLength)
            {
                row.Clear();
                continue;
            }

            TensorPrimitives.Multiply(signal.Slice(i * HopLength, WindowLength), window, frame);
            fft.PowerSpectrum(frame, spectrum);
            TensorPrimitives.Sqrt(spectrum, spectrum);
            filters.Apply(spectrum, row);
        }

        TensorPrimitives.Add(sums, VggishOffset, vggish);
        TensorPrimitives.Log(vggish, vggish);
        TensorPrimitives.Add(sums, YamnetOffset, yamnet);
        TensorPrimitives.Log(yamnet, yamnet);
    }
}
