namespace DrumAI.Training.Evaluation;

/// <summary>A measured figure, and how much it hangs on the libraries it was measured on.</summary>
/// <param name="Value">As measured on all rows.</param>
/// <param name="Low">Lower end of the 95 % bootstrap interval; NaN where none was asked for.</param>
/// <param name="High">Upper end.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>The figure to three places, with its interval where there is one.</summary>
    public override string ToString() => double.IsNaN(Low) ? $"{Value:0.000}" : $"{Value:0.000} ({Low:0.000} to {High:0.000})";
}
