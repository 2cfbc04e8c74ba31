using System.Text;

namespace DrumAI.Components.Waves;

/// <summary>An outline as the path of an SVG whose view box is 64 wide and 256 high.</summary>
internal static class WaveformPath
{
    /// <summary>Along the upper edge and back along the lower; silence is a hairline. Amplitudes are raised so that the largest fills the height.</summary>
    public static string Of(ReadOnlySpan<byte> peaks)
    {
        if (peaks.Length != WavePeaks.ByteCount) return "";
        double largest = 1;
        foreach (byte peak in peaks) largest = Math.Max(largest, Math.Abs(peak - 128));
        double scale = 124 / largest;
        var path = new StringBuilder("M0 128");
        for (int part = 0; part < WavePeaks.PartCount; part++) Append(path, part, peaks[2 * part + 1], scale, 3);
        for (int part = WavePeaks.PartCount - 1; part >= 0; part--) Append(path, part, peaks[2 * part], scale, -3);
        return path.Append('Z').ToString();
    }

    private static void Append(StringBuilder path, int part, byte peak, double scale, int hair)
    {
        double height = (peak - 128) * scale;
        int y = 128 - (int)Math.Round(hair > 0 ? Math.Max(height, hair) : Math.Min(height, hair));
        path.Append('L').Append(part).Append('.').Append(5).Append(' ').Append(y);
    }
}
