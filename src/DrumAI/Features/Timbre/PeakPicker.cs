namespace DrumAI.Features.Timbre;

/// <summary>
/// Peaks of a curve after the algorithm of the MIR toolbox (O. Lartillot and P. Toiviainen): a local maximum counts where
/// the curve falls by the contrast on both of its sides before it rises higher; each is refined by a parabola through it
/// and its neighbours.
/// </summary>
/// <remarks>Holds scratch memory: one instance serves one thread. Results hold until the next call.</remarks>
internal sealed class PeakPicker
{
    private int[] candidates = [];
    private int[] indices = [];
    private double[] levels = [], positions = [];

    /// <summary>Number of peaks of the last curve.</summary>
    public int Count { get; private set; }

    /// <summary>Where they are, rising.</summary>
    public ReadOnlySpan<int> Indices => indices.AsSpan(0, Count);

    /// <summary>Refined heights.</summary>
    public ReadOnlySpan<double> Levels => levels.AsSpan(0, Count);

    /// <summary>Refined positions, in fractions of an index.</summary>
    public ReadOnlySpan<double> Positions => positions.AsSpan(0, Count);

    /// <summary>Finds the peaks of a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="threshold">The least height of a peak.</param>
    /// <param name="contrast">How far the curve must fall between two peaks.</param>
    public void Pick(ReadOnlySpan<double> curve, double threshold, double contrast)
    {
        Count = 0;
        Scratch.Grow(ref candidates, curve.Length / 2 + 1);
        Scratch.Grow(ref indices, curve.Length / 2 + 1);
        Select(curve, FindCandidates(curve, threshold), contrast);
        Scratch.Grow(ref levels, Count);
        Scratch.Grow(ref positions, Count);
        for (int i = 0; i < Count; i++) Refine(curve, i);
    }

    private int FindCandidates(ReadOnlySpan<double> curve, double threshold)
    {
        int count = 0;
        for (int i = 0; i < curve.Length; i++)
        {
            double value = curve[i];
            if (!(value >= threshold)) continue;
            if ((i == 0 || value > curve[i - 1]) && (i == curve.Length - 1 || curve[i + 1] <= value)) candidates[count++] = i;
        }

        return count;
    }

    private void Select(ReadOnlySpan<double> curve, int candidateCount, double contrast)
    {
        if (candidateCount == 0) return;
        int peak = candidates[0];
        double height = curve[peak], valley = double.PositiveInfinity, valleyBefore = double.NegativeInfinity;
        for (int j = 1; j < candidateCount; j++)
        {
            int next = candidates[j];
            // The stretch starts on the earlier maximum and leaves out the sample before the later one.
            for (int i = candidates[j - 1]; i < next - 1; i++) valley = Math.Min(valley, curve[i]);
            if (height - valley < contrast)
            {
                valleyBefore = Math.Min(valleyBefore, valley);
                if (curve[next] > height)
                {
                    peak = next;
                    height = curve[next];
                    valley = double.PositiveInfinity;
                }
            }
            else
            {
                if (height - valleyBefore < contrast)
                {
                    valleyBefore = Math.Min(valleyBefore, valley);
                }
                else
                {
                    indices[Count++] = peak;
                    valleyBefore = valley;
                }

                peak = next;
                height = curve[next];
                valley = double.PositiveInfinity;
            }
        }

        if (height - valleyBefore >= contrast) indices[Count++] = peak;
    }

    private void Refine(ReadOnlySpan<double> curve, int peak)
    {
        int at = indices[peak];
        levels[peak] = curve[at];
        positions[peak] = at;
        if (at == 0 || at >= curve.Length - 1) return;
        double left = curve[at - 1], right = curve[at + 1];
        double offset = (right - left) / (2 * (2 * curve[at] - right - left));
        levels[peak] = curve[at] - 0.25 * (left - right) * offset;
        positions[peak] = at + offset;
    }
}
