using System.Globalization;
using System.Resources;

namespace DrumAI.Components.Localisation;

/// <summary>The words of a page, in one language. They stand in resource files, one a language.</summary>
/// <param name="resources">The texts by name.</param>
public abstract class PageTexts(ResourceManager resources)
{
    /// <summary>The languages there are, the one to fall back to first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr"];

    /// <summary>The language, as a two-letter code.</summary>
    public string Language { get; private set; } = Languages[0];

    /// <summary>How numbers are written in it.</summary>
    public CultureInfo Culture { get; private set; } = CultureOf(Languages[0]);

    /// <summary>A text by its name; the name itself where there is none, so that nothing fails for want of a word.</summary>
    public string this[string name] => resources.GetString(name, Culture) ?? name;

    /// <summary>A text with its places filled in. Of two forms, <c>one|many</c>, the first value chooses.</summary>
    public string Format(string name, params object?[] values)
    {
        string text = this[name];
        int bar = text.IndexOf('|', StringComparison.Ordinal);
        if (bar >= 0) text = IsOne(values.FirstOrDefault()) ? text[..bar] : text[(bar + 1)..];
        return string.Format(Culture, text, values);
    }

    /// <summary>Of the names that something has in several languages the one in this.</summary>
    public string NameIn(IReadOnlyDictionary<string, string> display)
    {
        ArgumentNullException.ThrowIfNull(display);
        return display.TryGetValue(Language, out string? name) ? name : display[Languages[0]];
    }

    /// <summary>Speaks another language from now on.</summary>
    public void Use(string language)
    {
        if (!Languages.Contains(language)) return;
        (Language, Culture) = (language, CultureOf(language));
    }

    /// <summary>Makes a language that of the work that goes on from here, for components that ask the platform.</summary>
    public static void SetAmbient(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureOf(language);

    /// <summary>The first of the languages that a browser asks for which there is.</summary>
    /// <param name="acceptLanguage">Its header of that name.</param>
    public static string Choose(string? acceptLanguage) =>
        (acceptLanguage ?? "").Split(',').Select(part => part.Trim()).Select(part => part[..Math.Min(2, part.Length)].ToLowerInvariant())
            .FirstOrDefault(Languages.Contains) ?? Languages[0];

    /// <summary>The platform knows no cultures, so what French needs for numbers is said here.</summary>
    private static CultureInfo CultureOf(string language)
    {
        var culture = new CultureInfo(language);
        if (language == "fr") (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", "\u202f");
        return culture;
    }

    private static bool IsOne(object? value) => value is int or long && Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1;
}
