using DrumAI.Audio;

namespace DrumAI.Search;

/// <summary>What one expression of the lexicon means: exactly one of its properties says it.</summary>
internal sealed record LexiconEntry
{
    /// <summary>A class, a sub-class, or the classes of a group.</summary>
    public ClassMeaning? Classes { get; init; }

    /// <summary>The sub-class that the word makes of a class named beside it, as "open" does of a hat.</summary>
    public string? Qualifies { get; init; }

    /// <summary>How sounds should sound.</summary>
    public TimbreWish? Timbre { get; init; }

    /// <summary>One hit, or a loop.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>Strengthens the timbre word that follows.</summary>
    public bool IsStrong { get; init; }

    /// <summary>Turns the expression that follows into its contrary.</summary>
    public bool IsNegation { get; init; }

    /// <summary>Says nothing.</summary>
    public bool IsFiller { get; init; }
}
