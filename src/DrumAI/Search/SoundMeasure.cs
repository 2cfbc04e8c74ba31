namespace DrumAI.Search;

/// <summary>What a timbre word speaks of; a library may sort by each of them, too.</summary>
public enum SoundMeasure
{
    /// <summary>The timbral model of that name; see <see cref="Features.Timbre.TimbreScores"/>.</summary>
    Hardness,

    /// <inheritdoc cref="Hardness"/>
    Depth,

    /// <inheritdoc cref="Hardness"/>
    Brightness,

    /// <inheritdoc cref="Hardness"/>
    Roughness,

    /// <inheritdoc cref="Hardness"/>
    Warmth,

    /// <inheritdoc cref="Hardness"/>
    Sharpness,

    /// <inheritdoc cref="Hardness"/>
    Boominess,

    /// <summary>0 or 1.</summary>
    Reverb,

    /// <summary>Length of the whole sound, in seconds.</summary>
    Length,

    /// <summary>Level, in dB.</summary>
    Loudness,

    /// <summary>Time of the attack, in seconds: short is sudden.</summary>
    Attack,
}
