namespace DrumAI.Features.Timbre;

/// <summary>The periodic windows of the spectrograms: one period without its last point.</summary>
internal static class TaperedWindow
{
    /// <summary>0.54 - 0.46 cos(2 pi n / N).</summary>
    public static void Hamming(Span<double> window)
    {
        for (int n = 0; n < window.Length; n++) window[n] = 0.54 - 0.46 * Math.Cos(2 * Math.PI * n / window.Length);
        if (window.Length == 1) window[0] = 1;
    }

    /// <summary>Tukey's: flat, with cosine flanks that together take a quarter of the length.</summary>
    public static void Tukey(Span<double> window)
    {
        int length = window.Length;
        double flank = 0.25 * length / 2;
        window.Fill(1);
        if (length == 1) return;
        for (int n = 0; n <= flank; n++)
        {
            double value = 0.5 * (1 + Math.Cos(Math.PI * (n / flank - 1)));
            window[n] = value;
            if (n > 0) window[length - n] = value;
        }
    }
}
