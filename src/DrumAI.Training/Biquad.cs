namespace DrumAI.Training;

/// <summary>A second-order filter; designs after R. Bristow-Johnson's audio equaliser cookbook.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Filters in place (transposed direct form II), from rest.</summary>
    public void Run(Span<float> x)
    {
        double s1 = 0, s2 = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double input = x[i], output = B0 * input + s1;
            s1 = B1 * input - A1 * output + s2;
            s2 = B2 * input - A2 * output;
            x[i] = (float)output;
        }
    }

    public static Biquad LowPass(int sampleRate, double cutoffHz, double q)
    {
        var (cos, alpha) = Angle(sampleRate, cutoffHz, q);
        return Normalised((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    public static Biquad HighPass(int sampleRate, double cutoffHz, double q)
    {
        var (cos, alpha) = Angle(sampleRate, cutoffHz, q);
        return Normalised((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    public static Biquad Peak(int sampleRate, double centreHz, double q, double gainDecibels)
    {
        var (cos, alpha) = Angle(sampleRate, centreHz, q);
        double a = Math.Pow(10, gainDecibels / 40);
        return Normalised(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    public static Biquad LowShelf(int sampleRate, double cornerHz, double gainDecibels) => Shelf(sampleRate, cornerHz, gainDecibels, 1);

    public static Biquad HighShelf(int sampleRate, double cornerHz, double gainDecibels) => Shelf(sampleRate, cornerHz, gainDecibels, -1);

    private static Biquad Shelf(int sampleRate, double cornerHz, double gainDecibels, int side)
    {
        var (c, alpha) = Angle(sampleRate, cornerHz, Math.Sqrt(0.5));
        double cos = side * c, a = Math.Pow(10, gainDecibels / 40), root = 2 * Math.Sqrt(a) * alpha;
        return Normalised(
            a * (a + 1 - (a - 1) * cos + root), side * 2 * a * (a - 1 - (a + 1) * cos), a * (a + 1 - (a - 1) * cos - root),
            a + 1 + (a - 1) * cos + root, side * -2 * (a - 1 + (a + 1) * cos), a + 1 + (a - 1) * cos - root);
    }

    private static (double Cos, double Alpha) Angle(int sampleRate, double hz, double q)
    {
        double w = 2 * Math.PI * Math.Min(hz / sampleRate, 0.49);
        return (Math.Cos(w), Math.Sin(w) / (2 * q));
    }

    private static Biquad Normalised(double b0, double b1, double b2, double a0, double a1, double a2) =>
        new(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
}
