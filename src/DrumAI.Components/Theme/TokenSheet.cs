using System.Text.RegularExpressions;

namespace DrumAI.Components.Theme;

/// <summary>The custom properties of <c>tokens.css</c>, by theme. Names are without the leading <c>--drum-</c>.</summary>
public sealed partial class TokenSheet
{
    /// <summary>The sheet that the page itself loads.</summary>
    public static TokenSheet Default { get; } = LoadDefault();

    private readonly Dictionary<string, string> common;

    private TokenSheet(Dictionary<string, string> common, IReadOnlyDictionary<string, string> dark, IReadOnlyDictionary<string, string> light)
    {
        this.common = common;
        Dark = dark;
        Light = light;
    }

    /// <summary>Colours of the dark theme, <c>#RRGGBB</c>.</summary>
    public IReadOnlyDictionary<string, string> Dark { get; }

    /// <summary>Colours of the light theme, <c>#RRGGBB</c>.</summary>
    public IReadOnlyDictionary<string, string> Light { get; }

    /// <summary>A property that both themes share, such as <c>font</c>.</summary>
    public string this[string name] => common[name];

    internal static TokenSheet Parse(string css)
    {
        Dictionary<string, string> common = [], dark = [], light = [];
        foreach (Match rule in Rules().Matches(Comments().Replace(css, "")))
        {
            string selector = rule.Groups["selector"].Value;
            if (selector.Contains("@media", StringComparison.Ordinal)) continue;
            var target = selector.Contains("light", StringComparison.Ordinal) ? light : selector.Contains("dark", StringComparison.Ordinal) ? dark : common;
            foreach (Match property in Properties().Matches(rule.Groups["body"].Value)) target[property.Groups["name"].Value] = property.Groups["value"].Value.Trim();
        }
        return new TokenSheet(common, dark, light);
    }

    private static TokenSheet LoadDefault()
    {
        using var stream = typeof(TokenSheet).Assembly.GetManifestResourceStream("tokens.css")
            ?? throw new InvalidOperationException("The library was built without its tokens.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?<selector>[^{}]+)\{(?<body>[^{}]*)\}")]
    private static partial Regex Rules();

    [GeneratedRegex(@"--drum-(?<name>[a-z-]+)\s*:\s*(?<value>[^;]+);")]
    private static partial Regex Properties();
}
