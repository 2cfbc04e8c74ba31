using DrumAI.Features;

namespace DrumAI.Tests.Features;

/// <summary>The front end, written down once more as its definition reads: frame by frame, bin by bin, in double precision.</summary>
public sealed class FrontEndDefinitionTests
{
    private const int Rate = FrontEnd.SampleRate, BandCount = FrontEnd.BandCount, ColumnCount = FrontEnd.FrameCount, HalfHop = 128, HalfHopCount = 400;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    [InlineData(1.7)]
    public void PicturesAreThoseOfTheDefinition(double seconds)
    {
        // A decaying tone over noise 40 dB below it: cells at all levels. It begins at once, so that the onset is sample 0.
        var random = new Random(3);
        var sound = Enumerable.Range(0, (int)(seconds * Rate))
            .Select(n => (float)(Math.Exp(-4.0 * n / Rate) * Math.Cos(2 * Math.PI * 300 * n / Rate) + 0.01 * (random.NextDouble() - 0.5))).ToArray();
        var pictures = new float[FrontEnd.Length];

        new FrontEnd().Compute(sound, Rate, pictures);

        float mean = sound.Average();
        double[] centred = [.. sound.Select(x => (double)(x - mean))];
        double[] expected = [.. Picture(centred, 512, HalfHop), .. Picture(centred, 2048, 2 * HalfHop)];
        Assert.All(pictures.Zip(expected), cell => Assert.Equal(cell.Second, cell.First, 1e-5));
    }

    private static double[] Picture(double[] sound, int windowLength, int hop)
    {
        var frames = Enumerable.Range(0, HalfHopCount * HalfHop / hop).Select(i => Bands(sound, windowLength, i * hop + (hop - windowLength) / 2)).ToArray();
        int[] edges = Edges();
        var picture = new double[BandCount * ColumnCount];
        for (int column = 0; column < ColumnCount; column++)
        {
            int first = edges[column] * HalfHop / hop, last = (edges[column + 1] - 1) * HalfHop / hop;
            for (int band = 0; band < BandCount; band++)
                picture[band * ColumnCount + column] = frames[first..(last + 1)].Average(frame => frame[band]);
        }

        double loudest = picture.Max();
        return [.. picture.Select(power => Math.Max(0, 1 + 10 * Math.Log10(Math.Max(power / loudest, 1e-30)) / 70))];
    }

    /// <summary>Weighted mean power of a Hann-windowed frame in triangles that are even on ln(1 + f / 300) from 30 Hz to 18 kHz.</summary>
    private static double[] Bands(double[] sound, int length, int start)
    {
        var frame = new double[length];
        for (int n = Math.Max(0, -start); n < length && start + n < sound.Length; n++)
            frame[n] = sound[start + n] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length));
        var power = new double[length / 2 + 1];
        new RealFft64(length).PowerSpectrum(frame, power);
        double binHz = (double)Rate / length, low = Math.Log(1 + 30 / 300.0), step = (Math.Log(1 + 18000 / 300.0) - low) / (BandCount + 1);
        return [.. Enumerable.Range(0, BandCount).Select(band =>
        {
            double left = Hz(band), centre = Hz(band + 1), right = Hz(band + 2);
            left = Math.Min(left, centre - binHz);
            right = Math.Max(right, centre + binHz);
            double[] weights = [.. power.Select((_, k) => Math.Max(0, Math.Min((k * binHz - left) / (centre - left), (right - k * binHz) / (right - centre))))];
            return weights.Zip(power, (w, p) => w * p).Sum() / weights.Sum();
        })];

        double Hz(int i) => 300 * (Math.Exp(low + step * i) - 1);
    }

    /// <summary>Edges of the columns in half hops: a geometric series of 96 steps, the first of them 1, that sums to 400.</summary>
    private static int[] Edges()
    {
        double low = 1.0001, high = 1.2;
        while (high - low > 1e-15)
        {
            double growth = (low + high) / 2;
            if ((Math.Pow(growth, ColumnCount) - 1) / (growth - 1) > HalfHopCount) high = growth;
            else low = growth;
        }

        return [0, .. Enumerable.Range(1, ColumnCount).Select(i => (int)Math.Round((Math.Pow(low, i) - 1) / (low - 1)))];
    }
}
