namespace DrumAI.Identity;

/// <summary>How well the waves of two sounds fit on each other, once they are aligned and whatever their levels.</summary>
/// <param name="Correlation">Normalised correlation of the first half second, in [-1, 1].</param>
/// <param name="BandCorrelation">The lowest of the same in the octaves that carry the sound.</param>
/// <param name="BandDecibels">The most that such an octave's level differs by, once the levels of the whole are equal.</param>
internal readonly record struct WaveformFit(double Correlation, double BandCorrelation, double BandDecibels)
{
    /// <summary>
    /// Whether both are one recording. What no codec has touched repeats itself nearly exactly, whatever its level, rate and bits, and two strokes of one drum do
    /// not; a codec puts so much noise where it cannot be heard that less must do.
    /// </summary>
    /// <param name="isCoded">Whether either came through a codec that loses something.</param>
    public bool IsCopy(bool isCoded) => isCoded
        ? Correlation >= 0.94 && BandCorrelation >= 0.92 && BandDecibels <= 1.2
        : Correlation >= 0.995 && BandCorrelation >= 0.99 && BandDecibels <= 0.15;
}
