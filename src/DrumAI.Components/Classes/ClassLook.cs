namespace DrumAI.Components.Classes;

/// <summary>How a class is shown: never by colour alone.</summary>
/// <param name="Dark">Its colour on the dark theme, <c>#RRGGBB</c>.</param>
/// <param name="Light">Its colour on the light theme.</param>
/// <param name="Glyph">Two letters that go with the colour, unique among the classes that ship.</param>
public sealed record ClassLook(string Dark, string Light, string Glyph)
{
    /// <summary>The colour of a theme.</summary>
    public string Colour(bool dark) => dark ? Dark : Light;
}
