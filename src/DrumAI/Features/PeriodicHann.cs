namespace DrumAI.Features;

/// <summary>The Hann window as spectral analysis wants it: w[n] = (1 - cos(2 pi n / N)) / 2, one period without its last point.</summary>
internal static class PeriodicHann
{
    /// <summary>A window of <paramref name="length"/> points.</summary>
    public static double[] Make(int length)
    {
        var window = new double[length];
        for (int n = 0; n < length; n++) window[n] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / length);
        return window;
    }
}
