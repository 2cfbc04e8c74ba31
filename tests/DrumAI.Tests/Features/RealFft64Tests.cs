using DrumAI.Features;

namespace DrumAI.Tests.Features;

public sealed class RealFft64Tests
{
    public static TheoryData<int, bool> Sizes
    {
        get
        {
            var data = new TheoryData<int, bool>();
            for (int size = 64; size <= 65536; size *= 2)
            {
                data.Add(size, true);
                data.Add(size, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void BinsEqualTheDefiningSum(int size, bool allowWide)
    {
        var signal = Noise(size);
        double[] re = new double[size / 2 + 1], im = new double[size / 2 + 1], power = new double[size / 2 + 1];
        var fft = new RealFft64(size, allowWide);
        fft.Forward(signal, re, im);
        fft.PowerSpectrum(signal, power);

        int step = Math.Max(1, size / 256);
        for (int k = 0; k <= size / 2; k = k == size / 2 ? k + 1 : Math.Min(k + step + (k & 1), size / 2))
        {
            double sumRe = 0, sumIm = 0;
            for (int n = 0; n < size; n++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * ((long)k * n % size) / size);
                sumRe += signal[n] * cos;
                sumIm += signal[n] * sin;
            }

            double tolerance = 1e-14 * size;
            Assert.Equal(sumRe, re[k], tolerance);
            Assert.Equal(sumIm, im[k], tolerance);
            Assert.Equal(sumRe * sumRe + sumIm * sumIm, power[k], 1e-13 * size * size);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void InverseRestoresTheSignal(int size, bool allowWide)
    {
        var signal = Noise(size);
        double[] re = new double[size / 2 + 1], im = new double[size / 2 + 1], back = new double[size];
        var fft = new RealFft64(size, allowWide);
        fft.Forward(signal, re, im);
        fft.Inverse(re, im, back);
        for (int n = 0; n < size; n++) Assert.Equal(signal[n], back[n], 1e-14);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(1000)]
    [InlineData(131072)]
    public void OtherSizesAreRefused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft64(size));

    [Fact]
    public void SignalOfTheWrongLengthIsRefused() =>
        Assert.Throws<ArgumentException>(() => new RealFft64(64).PowerSpectrum(new double[63], new double[33]));

    private static double[] Noise(int size)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() * 2 - 1)];
    }
}
