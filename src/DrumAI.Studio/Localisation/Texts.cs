using System.Globalization;
using System.Resources;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Studio.Commands;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Localisation;

/// <summary>The words of the page, in one language. They stand in <c>Texts.resx</c> and <c>Texts.fr.resx</c>.</summary>
public sealed class Texts
{
    /// <summary>The languages there are, the one to fall back to first.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr"];

    private static readonly ResourceManager Resources = new("DrumAI.Studio.Localisation.Texts", typeof(Texts).Assembly);

    /// <summary>The language, as a two-letter code.</summary>
    public string Language { get; private set; } = Languages[0];

    /// <summary>How numbers are written in it.</summary>
    public CultureInfo Culture { get; private set; } = CultureOf(Languages[0]);

    /// <summary>A text by its name; the name itself where there is none, so that nothing fails for want of a word.</summary>
    public string this[string name] => Resources.GetString(name, Culture) ?? name;

    /// <summary>A text with its places filled in. Of two forms, <c>one|many</c>, the first value chooses.</summary>
    public string Format(string name, params object?[] values)
    {
        string text = this[name];
        int bar = text.IndexOf('|', StringComparison.Ordinal);
        if (bar >= 0) text = IsOne(values.FirstOrDefault()) ? text[..bar] : text[(bar + 1)..];
        return string.Format(Culture, text, values);
    }

    /// <summary>What people call a class or sub-class; the wire name where it is not one of the taxonomy's.</summary>
    public string ClassName(string? drumClass, string? subclass = null)
    {
        if (drumClass is null) return this["Class.None"];
        var taxonomy = DrumTaxonomy.Default;
        if (subclass is not null && taxonomy.IndexOfSubclass(subclass) is >= 0 and var s) return NameIn(taxonomy.Subclasses[s].Display);
        return taxonomy.IndexOfClass(drumClass) is >= 0 and var c ? NameIn(taxonomy.Classes[c].Display) : drumClass;
    }

    /// <summary>What a command does.</summary>
    internal string CommandName(StudioCommand command) =>
        command.ClassName is not { } name ? this[$"Command.{command.Name}"]
        : Format("Command.class", DrumLabel.Parse(name) is { } label ? ClassName(label.Class, label.Subclass) : name);

    /// <summary>What people call a measure, or an order.</summary>
    public string MeasureName(SampleOrder measure) => this[$"Measure.{measure}"];

    /// <summary>Speaks another language from now on.</summary>
    public void Use(string language)
    {
        if (!Languages.Contains(language)) return;
        (Language, Culture) = (language, CultureOf(language));
    }

    /// <summary>Makes a language that of the work that goes on from here, for components that ask the platform.</summary>
    internal static void SetAmbient(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureOf(language);

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

    private string NameIn(IReadOnlyDictionary<string, string> display) => display.TryGetValue(Language, out string? name) ? name : display[Languages[0]];

    private static bool IsOne(object? value) => value is int or long && Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1;
}
