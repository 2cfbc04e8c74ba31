namespace DrumAI.Features.Timbre;

/// <summary>Second-order section, a0 = 1: y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y''.</summary>
internal readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Butterworth low-pass of second order by the bilinear transform, -3 dB at the cutoff.</summary>
    public static Biquad LowPass(double cutoffHz, double sampleRate)
    {
        double k = Math.Tan(Math.PI * cutoffHz / sampleRate), norm = 1 / (1 + Math.Sqrt(2) * k + k * k);
        return new Biquad(k * k * norm, 2 * k * k * norm, k * k * norm, 2 * (k * k - 1) * norm, (1 - Math.Sqrt(2) * k + k * k) * norm);
    }

    /// <summary>Butterworth high-pass of second order by the bilinear transform, -3 dB at the cutoff.</summary>
    public static Biquad HighPass(double cutoffHz, double sampleRate)
    {
        double k = Math.Tan(Math.PI * cutoffHz / sampleRate), norm = 1 / (1 + Math.Sqrt(2) * k + k * k);
        return new Biquad(norm, -2 * norm, norm, 2 * (k * k - 1) * norm, (1 - Math.Sqrt(2) * k + k * k) * norm);
    }

    /// <summary>High shelf of the Audio EQ Cookbook (R. Bristow-Johnson).</summary>
    public static Biquad HighShelf(double gainDecibels, double q, double cornerHz, double sampleRate)
    {
        double a = Math.Pow(10, gainDecibels / 40), w = 2 * Math.PI * (cornerHz / sampleRate);
        double cos = Math.Cos(w), slope = 2 * Math.Sqrt(a) * (Math.Sin(w) / (2 * q));
        double a0 = a + 1 - (a - 1) * cos + slope;
        return new Biquad(
            a * (a + 1 + (a - 1) * cos + slope) / a0,
            -2 * a * (a - 1 + (a + 1) * cos) / a0,
            a * (a + 1 + (a - 1) * cos - slope) / a0,
            2 * (a - 1 - (a + 1) * cos) / a0,
            (a + 1 - (a - 1) * cos - slope) / a0);
    }

    /// <summary>High-pass of the Audio EQ Cookbook (R. Bristow-Johnson).</summary>
    public static Biquad CookbookHighPass(double q, double cornerHz, double sampleRate)
    {
        double w = 2 * Math.PI * (cornerHz / sampleRate), cos = Math.Cos(w), alpha = Math.Sin(w) / (2 * q), a0 = 1 + alpha;
        return new Biquad((1 + cos) / 2 / a0, -(1 + cos) / a0, (1 + cos) / 2 / a0, -2 * cos / a0, (1 - alpha) / a0);
    }

    /// <summary>Chebyshev low-pass, type I, second order; the cutoff is a fraction of the Nyquist frequency.</summary>
    public static Biquad ChebyshevLowPass(double rippleDecibels, double cutoff)
    {
        double epsilon = Math.Sqrt(Math.Pow(10, 0.1 * rippleDecibels) - 1), mu = Math.Asinh(1 / epsilon) / 2;
        // The pair of poles of the analogue filter, warped to the cutoff; "4" is twice the rate of the bilinear transform.
        double warped = 4 * Math.Tan(Math.PI * cutoff / 2);
        double re = -Math.Sinh(mu) * Math.Sqrt(0.5) * warped, im = Math.Cosh(mu) * Math.Sqrt(0.5) * warped;
        double power = re * re + im * im;
        double a0 = 16 - 8 * re + power;
        double gain = power / Math.Sqrt(1 + epsilon * epsilon) / a0;
        return new Biquad(gain, 2 * gain, gain, (2 * power - 32) / a0, (16 + 8 * re + power) / a0);
    }

    /// <summary>Filters in place, from a state of zero (transposed direct form II).</summary>
    public void Filter(Span<double> signal)
    {
        double z1 = 0, z2 = 0;
        for (int i = 0; i < signal.Length; i++)
        {
            double x = signal[i], y = B0 * x + z1;
            z1 = B1 * x - A1 * y + z2;
            z2 = B2 * x - A2 * y;
            signal[i] = y;
        }
    }
}
