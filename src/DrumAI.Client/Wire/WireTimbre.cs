namespace DrumAI.Client.Wire;

/// <summary>The scores of the timbral models; null where a sound has no answer.</summary>
/// <param name="Hardness">Hardness.</param>
/// <param name="Depth">Depth.</param>
/// <param name="Brightness">Brightness.</param>
/// <param name="Roughness">Roughness.</param>
/// <param name="Warmth">Warmth.</param>
/// <param name="Sharpness">Sharpness.</param>
/// <param name="Boominess">Boominess.</param>
/// <param name="Reverb">1 where the sound is heard as reverberant, else 0.</param>
public sealed record WireTimbre(
    float? Hardness = null,
    float? Depth = null,
    float? Brightness = null,
    float? Roughness = null,
    float? Warmth = null,
    float? Sharpness = null,
    float? Boominess = null,
    int? Reverb = null);
