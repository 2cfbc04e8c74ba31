namespace DrumAI.Features.Timbre;

/// <summary>
/// Specific loudness after Zwicker (ISO 532 B / DIN 45631, free field) from third-octave levels: 240 values in
/// sone/Bark at 0.1, 0.2 .. 24 Bark. Tables: E. Zwicker, H. Fastl et al., "Program for calculating loudness according
/// to DIN 45631 (ISO 532 B)", J. Acoust. Soc. Jpn. (E) 12, 1 (1991).
/// </summary>
internal static class ZwickerLoudness
{
    /// <summary>Values over the Bark scale.</summary>
    public const int StepCount = 240;

    private const int CoreBandCount = 21;
    private const int LowBandCount = 11;
    private const int SlopeCount = 18;

    /// <summary>Ranges of low-band levels in dB for the correction after the equal loudness contours.</summary>
    private static ReadOnlySpan<double> LowLevelRanges => [45, 55, 65, 71, 80, 90, 100, 120];

    /// <summary>The correction in dB: one row a range, one column a band from 25 to 250 Hz.</summary>
    private static ReadOnlySpan<double> LowLevelCorrections =>
    [
        -32, -24, -16, -10, -5, 0, -7, -3, 0, -2, 0,
        -29, -22, -15, -10, -4, 0, -7, -2, 0, -2, 0,
        -27, -19, -14, -9, -4, 0, -6, -2, 0, -2, 0,
        -25, -17, -12, -9, -3, 0, -5, -2, 0, -2, 0,
        -23, -16, -11, -7, -3, 0, -4, -1, 0, -1, 0,
        -20, -14, -10, -6, -3, 0, -4, -1, 0, -1, 0,
        -18, -12, -9, -6, -2, 0, -3, -1, 0, -1, 0,
        -15, -10, -8, -4, -2, 0, -3, -1, 0, -1, 0,
    ];

    /// <summary>Level in dB of a critical band at the absolute threshold.</summary>
    private static ReadOnlySpan<double> ThresholdLevels => [30, 18, 12, 8, 7, 6, 5, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3];

    /// <summary>Attenuation in dB between the free field and the inner ear.</summary>
    private static ReadOnlySpan<double> EarAttenuations => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.5, -1.6, -3.2, -5.4, -5.6, -4, -1.5, 2, 5, 12];

    /// <summary>Correction in dB from third-octave to critical band levels.</summary>
    private static ReadOnlySpan<double> CriticalBandCorrections =>
        [-0.25, -0.6, -0.8, -0.8, -0.5, 0, 0.5, 1.1, 1.5, 1.7, 1.8, 1.8, 1.7, 1.6, 1.4, 1.2, 0.8, 0.5, 0, -0.5];

    /// <summary>Upper limits in Bark of the approximated critical bands.</summary>
    private static ReadOnlySpan<double> UpperLimits =>
        [0.9, 1.8, 2.8, 3.5, 4.4, 5.4, 6.6, 7.9, 9.2, 10.6, 12.3, 13.8, 15.2, 16.7, 18.1, 19.3, 20.6, 21.8, 22.7, 23.6, 24];

    /// <summary>Ranges of specific loudness that decide the steepness of the upper slopes.</summary>
    private static ReadOnlySpan<double> SlopeRanges =>
        [21.5, 18, 15.1, 11.5, 9, 6.1, 4.4, 3.1, 2.13, 1.36, 0.82, 0.42, 0.30, 0.22, 0.15, 0.10, 0.035, 0];

    /// <summary>The slopes: one row a range, one column a critical band (the last for all above).</summary>
    private static ReadOnlySpan<double> Slopes =>
    [
        13.0, 8.2, 6.3, 5.5, 5.5, 5.5, 5.5, 5.5,
        9.0, 7.5, 6.0, 5.1, 4.5, 4.5, 4.5, 4.5,
        7.8, 6.7, 5.6, 4.9, 4.4, 3.9, 3.9, 3.9,
        6.2, 5.4, 4.6, 4.0, 3.5, 3.2, 3.2, 3.2,
        4.5, 3.8, 3.6, 3.2, 2.9, 2.7, 2.7, 2.7,
        3.7, 3.0, 2.8, 2.35, 2.2, 2.2, 2.2, 2.2,
        2.9, 2.3, 2.1, 1.9, 1.8, 1.7, 1.7, 1.7,
        2.4, 1.7, 1.5, 1.35, 1.3, 1.3, 1.3, 1.3,
        1.95, 1.45, 1.3, 1.15, 1.1, 1.1, 1.1, 1.1,
        1.5, 1.2, 0.94, 0.86, 0.82, 0.82, 0.82, 0.82,
        0.72, 0.67, 0.64, 0.63, 0.62, 0.62, 0.62, 0.62,
        0.59, 0.53, 0.51, 0.50, 0.42, 0.42, 0.42, 0.42,
        0.40, 0.33, 0.26, 0.24, 0.24, 0.22, 0.22, 0.22,
        0.27, 0.21, 0.20, 0.18, 0.17, 0.17, 0.17, 0.17,
        0.16, 0.15, 0.14, 0.12, 0.11, 0.11, 0.11, 0.11,
        0.12, 0.11, 0.10, 0.08, 0.08, 0.08, 0.08, 0.08,
        0.09, 0.08, 0.07, 0.06, 0.06, 0.06, 0.06, 0.05,
        0.06, 0.05, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02,
    ];

    /// <summary>Computes the specific loudness and returns the total loudness in sone, rounded as the standard's program does.</summary>
    /// <param name="levels">28 third-octave levels in dB, from 25 Hz.</param>
    /// <param name="specific">Receives <see cref="StepCount"/> values.</param>
    public static double Compute(ReadOnlySpan<double> levels, Span<double> specific)
    {
        Span<double> core = stackalloc double[CoreBandCount];
        CoreLoudness(levels, core);
        return Spread(core, specific);
    }

    private static void CoreLoudness(ReadOnlySpan<double> levels, Span<double> core)
    {
        Span<double> intensity = stackalloc double[LowBandCount];
        for (int band = 0; band < LowBandCount; band++)
        {
            int range = 0;
            while (range < 7 && levels[band] > LowLevelRanges[range] - LowLevelCorrections[range * LowBandCount + band]) range++;
            intensity[band] = Math.Pow(10, (levels[band] + LowLevelCorrections[range * LowBandCount + band]) / 10);
        }

        // Third octaves below 280 Hz are narrower than critical bands: they are joined to 25-80, 100-160 and 200-250 Hz.
        double low = 0, middle = 0, high = 0;
        foreach (double v in intensity[..6]) low += v;
        foreach (double v in intensity[6..9]) middle += v;
        foreach (double v in intensity[9..]) high += v;

        for (int i = 0; i < CoreBandCount - 1; i++)
        {
            double level = i switch { 0 => JoinedLevel(low), 1 => JoinedLevel(middle), 2 => JoinedLevel(high), _ => levels[i + 8] };
            core[i] = 0;
            if (!(level > ThresholdLevels[i])) continue;
            double excitation = level - EarAttenuations[i] - CriticalBandCorrections[i];
            double threshold = 0.0635 * Math.Pow(10, 0.025 * ThresholdLevels[i]);
            double loudness = threshold * (Math.Pow(0.75 + 0.25 * Math.Pow(10, 0.1 * (excitation - ThresholdLevels[i])), 0.25) - 1);
            core[i] = Math.Max(0, loudness);
        }

        core[CoreBandCount - 1] = 0;
        core[0] *= Math.Min(1, 0.4 + 0.32 * Math.Pow(core[0], 0.2));
    }

    private static double JoinedLevel(double intensity) => intensity > 0 ? 10 * Math.Log10(intensity) : 0;

    /// <summary>Lays flat tops and falling upper slopes over the Bark scale.</summary>
    private static double Spread(ReadOnlySpan<double> core, Span<double> specific)
    {
        double total = 0, z1 = 0, n1 = 0, z = 0.1;
        int slope = SlopeCount - 1, written = 0;
        specific = specific[..StepCount];
        specific.Clear();
        for (int band = 0; band < CoreBandCount; band++)
        {
            // Band 0 reads the last column, as an index of -1 does where negative indices count from the end.
            int column = band == 0 ? 7 : Math.Min(band - 1, 7);
            bool first = true;
            while (first || z1 < UpperLimits[band])
            {
                first = false;
                double z2, n2;
                if (n1 < core[band])
                {
                    slope = 0;
                    while (SlopeRanges[slope] > core[band]) slope++;
                }

                if (n1 <= core[band])
                {
                    z2 = UpperLimits[band];
                    n2 = core[band];
                    total += n2 * (z2 - z1);
                    z = Write(specific, ref written, z, z2, n2, 0, 0);
                }
                else
                {
                    double steepness = Slopes[slope * 8 + column];
                    n2 = Math.Max(SlopeRanges[slope], core[band]);
                    double dz = RoundToTenth((n1 - n2) / steepness);
                    if (dz == 0) dz = 0.1;
                    z2 = z1 + dz;
                    if (z2 > UpperLimits[band])
                    {
                        z2 = UpperLimits[band];
                        dz = z2 - z1;
                        n2 = n1 - dz * steepness;
                    }

                    total += dz * (n1 + n2) / 2;
                    z = Write(specific, ref written, z, z2, n1, z1, steepness);
                }

                if (n2 == SlopeRanges[slope]) slope = Math.Min(slope + 1, SlopeCount - 1);
                n1 = n2;
                z1 = RoundToTenth(z2);
            }
        }

        if (total < 0) total = 0;
        return total <= 16 ? Math.Floor(total * 1000 + 0.5) / 1000 : Math.Floor(total * 100 + 0.05) / 100;
    }

    /// <summary>Writes one stretch, falling by <paramref name="steepness"/> from <paramref name="level"/> at <paramref name="origin"/>.</summary>
    /// <returns>Where the next stretch begins.</returns>
    private static double Write(Span<double> specific, ref int written, double z, double end, double level, double origin, double steepness)
    {
        int count = (int)Math.Ceiling((end + 0.01 - z) / 0.1);
        double k = z;
        for (int i = 0; i < count; i++)
        {
            k = z + i * 0.1;
            if (written < specific.Length) specific[written] = level - (k - origin) * steepness;
            // The last step of a stretch is left to be overwritten by the next one, unless it ends before the limit.
            if (k < end - 0.05) written++;
        }

        return RoundToTenth(k);
    }

    private static double RoundToTenth(double value) => Math.Round(value * 10) * 0.1;
}
