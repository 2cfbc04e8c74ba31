namespace DrumAI.Search;

/// <summary>How much each side of two sounds counts when they are compared; only their proportions matter.</summary>
/// <param name="Overall">What the model hears.</param>
/// <param name="Timbre">The seven timbral measures.</param>
/// <param name="Attack">Time of the attack.</param>
/// <param name="Length">Length of the sound.</param>
public sealed record SimilarityWeights(float Overall = 1, float Timbre = 0, float Attack = 0, float Length = 0)
{
    /// <summary>The weights, if they can be used.</summary>
    /// <exception cref="ArgumentException">One is negative or not finite, or all are 0.</exception>
    public SimilarityWeights Checked() => new[] { Overall, Timbre, Attack, Length }.All(w => float.IsFinite(w) && w >= 0) && Overall + Timbre + Attack + Length > 0
        ? this
        : throw new ArgumentException("Weights are 0 or more, and one of them is more.");
}
