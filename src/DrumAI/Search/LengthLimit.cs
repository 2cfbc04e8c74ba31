namespace DrumAI.Search;

/// <summary>A limit to the length of sounds.</summary>
/// <param name="Relation">One of <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Seconds">The limit.</param>
public sealed record LengthLimit(string Relation, double Seconds)
{
    /// <summary>Whether a length keeps within the limit.</summary>
    public bool Holds(double durationSeconds) => Relation switch
    {
        "<" => durationSeconds < Seconds,
        "<=" => durationSeconds <= Seconds,
        ">" => durationSeconds > Seconds,
        ">=" => durationSeconds >= Seconds,
        _ => throw new InvalidOperationException($"There is no relation {Relation}."),
    };
}
