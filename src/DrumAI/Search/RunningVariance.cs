namespace DrumAI.Search;

/// <summary>The spread of values that come and go.</summary>
internal sealed class RunningVariance
{
    private long count;
    private double sum;
    private double squares;

    /// <summary>One over the standard deviation; 1 where there is no spread to speak of.</summary>
    public float Scale
    {
        get
        {
            if (count < 2) return 1;
            double mean = sum / count, variance = squares / count - mean * mean;
            return variance > 1e-9 * (1 + mean * mean) ? (float)(1 / Math.Sqrt(variance)) : 1;
        }
    }

    /// <summary>A value comes (1) or goes (-1); one that is not a number does neither.</summary>
    public void Add(float value, int sign)
    {
        if (!float.IsFinite(value)) return;
        count += sign;
        sum += sign * (double)value;
        squares += sign * (double)value * value;
    }
}
