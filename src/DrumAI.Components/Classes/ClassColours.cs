using DrumAI.Components.Theme;

namespace DrumAI.Components.Classes;

/// <summary>Colour and letters of every class. Families share a hue and differ in lightness; a user's own classes bring a colour of their own.</summary>
public static class ClassColours
{
    private static readonly (string Name, string Glyph)[] Glyphs =
    [
        ("Kick", "Ki"), ("Snare", "Sn"), ("Hat", "Hh"), ("Tom", "To"), ("Cymbal", "Cy"), ("Clap", "Cp"), ("Shaken", "Sh"),
        ("Tambourine", "Tb"), ("Timpani", "Tp"), ("Conga", "Co"), ("Bongo", "Bo"), ("Djembe", "Dj"), ("Tabla", "Ta"), ("Darbuka", "Da"),
        ("Cajon", "Cj"), ("Timbales", "Ti"), ("Cowbell", "Cb"), ("Agogo", "Ag"), ("Bell", "Be"), ("Triangle", "Tr"), ("Gong", "Go"),
        ("Clave", "Cl"), ("Woodblock", "Wb"), ("Guiro", "Gu"), ("Cuica", "Cu"), ("Whistle", "Wh"), ("Vibraslap", "Vi"), ("Other", "Ot"),
    ];

    private static readonly Dictionary<string, ClassLook> Looks = Glyphs.ToDictionary(
        g => g.Name,
        g => new ClassLook(TokenSheet.Default.Dark[Token(g.Name)], TokenSheet.Default.Light[Token(g.Name)], g.Glyph),
        StringComparer.Ordinal);

    /// <summary>The classes that have a look of their own, by wire name.</summary>
    public static IReadOnlyCollection<string> Names => Looks.Keys;

    /// <summary>The look of a class by its wire name; one that is not known looks like <c>Other</c>, with its own first letters.</summary>
    public static ClassLook Of(string className) =>
        Looks.TryGetValue(className, out var look) ? look : Looks["Other"] with { Glyph = Letters(className) };

    /// <summary>The look of a user's own class. Its colour is taken as it is on the dark theme and darkened for the light one until it can be told from the page.</summary>
    /// <param name="name">What the user calls it; its first letters become the glyph.</param>
    /// <param name="colour"><c>#RRGGBB</c>.</param>
    public static ClassLook Own(string name, string colour) =>
        new(Contrast.Reach(colour, TokenSheet.Default.Dark["panel"], 3), Contrast.Reach(colour, TokenSheet.Default.Light["background"], 3), Letters(name));

    private static string Token(string className) => $"class-{className.ToLowerInvariant()}";

    private static string Letters(string name)
    {
        string letters = new([.. name.Where(char.IsLetterOrDigit).Take(2)]);
        return letters.Length == 0 ? "?" : char.ToUpperInvariant(letters[0]) + letters[1..].ToLowerInvariant();
    }
}
