namespace DrumAI.Components.Tests.Classes;

/// <summary>
/// How colours look to eyes without one kind of cone: Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color vision
/// deficiency", severity 1, in linear RGB. Differences are CIEDE2000's, of which about 2 is just seen side by side, and 10 at a glance.
/// </summary>
internal static class ColourBlindness
{
    public static double[,] None { get; } = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

    public static double[,] Protanopia { get; } = { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } };

    public static double[,] Deuteranopia { get; } = { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } };

    public static double Difference(string first, string second, double[,] eye) => Ciede2000(Lab(first, eye), Lab(second, eye));

    public static (double L, double A, double B) Lab(string colour, double[,] eye)
    {
        double[] rgb = [.. Enumerable.Range(0, 3).Select(i => Linear(Convert.ToInt32(colour.Substring(1 + 2 * i, 2), 16) / 255.0))];
        double[] seen = [.. Enumerable.Range(0, 3).Select(r => Math.Clamp(eye[r, 0] * rgb[0] + eye[r, 1] * rgb[1] + eye[r, 2] * rgb[2], 0, 1))];
        double x = (0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047;
        double y = 0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2];
        double z = (0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883;
        return (116 * F(y) - 16, 500 * (F(x) - F(y)), 200 * (F(y) - F(z)));
    }

    /// <summary>CIE 142-2001; checked against Sharma, Wu and Dalal's test data.</summary>
    public static double Ciede2000((double L, double A, double B) p, (double L, double A, double B) q)
    {
        double c = (Math.Sqrt(p.A * p.A + p.B * p.B) + Math.Sqrt(q.A * q.A + q.B * q.B)) / 2;
        double g = 0.5 * (1 - Math.Sqrt(Math.Pow(c, 7) / (Math.Pow(c, 7) + Math.Pow(25, 7))));
        double a1 = (1 + g) * p.A, a2 = (1 + g) * q.A, c1 = Math.Sqrt(a1 * a1 + p.B * p.B), c2 = Math.Sqrt(a2 * a2 + q.B * q.B);
        double h1 = Hue(a1, p.B), h2 = Hue(a2, q.B), dh = c1 * c2 == 0 ? 0 : h2 - h1;
        dh = dh > 180 ? dh - 360 : dh < -180 ? dh + 360 : dh;
        double dL = q.L - p.L, dC = c2 - c1, dH = 2 * Math.Sqrt(c1 * c2) * Sin(dh / 2), l = (p.L + q.L) / 2, m = (c1 + c2) / 2;
        double h = c1 * c2 == 0 ? h1 + h2 : Math.Abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        double t = 1 - 0.17 * Cos(h - 30) + 0.24 * Cos(2 * h) + 0.32 * Cos(3 * h + 6) - 0.2 * Cos(4 * h - 63);
        double sL = 1 + 0.015 * (l - 50) * (l - 50) / Math.Sqrt(20 + (l - 50) * (l - 50)), sC = 1 + 0.045 * m, sH = 1 + 0.015 * m * t;
        double rT = -2 * Math.Sqrt(Math.Pow(m, 7) / (Math.Pow(m, 7) + Math.Pow(25, 7))) * Sin(60 * Math.Exp(-Math.Pow((h - 275) / 25, 2)));
        return Math.Sqrt(Math.Pow(dL / sL, 2) + Math.Pow(dC / sC, 2) + Math.Pow(dH / sH, 2) + rT * dC / sC * dH / sH);
    }

    private static double Linear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    private static double F(double t) => t > 0.008856451679 ? Math.Cbrt(t) : t / 0.128418549 + 4.0 / 29;

    private static double Hue(double a, double b) => a == 0 && b == 0 ? 0 : (Math.Atan2(b, a) * 180 / Math.PI + 360) % 360;

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);

    private static double Cos(double degrees) => Math.Cos(degrees * Math.PI / 180);
}
