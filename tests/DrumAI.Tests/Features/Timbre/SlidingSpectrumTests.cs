using DrumAI.Features;
using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed class SlidingSpectrumTests
{
    [Fact]
    public void SlidSpectrumIsThatOfTheWholeFrame()
    {
        var random = new Random(7);
        double[] audio = [.. new double[4096], .. Enumerable.Range(0, 12800).Select(_ => random.NextDouble() - 0.5)];
        var sliding = new SlidingSpectrum();
        sliding.Reset();
        var fft = new RealFft64(4096);
        double[] re = new double[2049], im = new double[2049];
        for (int i = 1; (i * 128) + 4096 <= audio.Length; i++)
        {
            double magnitudes = sliding.Advance(audio.AsSpan((i * 128) + 4096 - 128, 128), audio.AsSpan((i - 1) * 128, 128), sumMagnitudes: true);
            fft.Forward(audio.AsSpan(i * 128, 4096), re, im);
            double sum = 0;
            for (int k = 0; k < 2049; k++)
            {
                double power = (re[k] * re[k]) + (im[k] * im[k]);
                Assert.Equal(power, sliding.Power(k), 1e-9);
                if (k > 0) sum += Math.Sqrt(power);
            }

            Assert.Equal(sum, magnitudes, 1e-6 * sum);
            double level = re[1500] * re[1500] + im[1500] * im[1500];
            int highest = Enumerable.Range(0, 2049).Last(k => sliding.Power(k) >= level * 1.0001 || k == 0);
            Assert.Equal(highest, sliding.HighestBin(level * 1.0001));
        }
    }
}
