using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Queries;
using DrumAI.Studio.Commands;
using DrumAI.Studio.Library;
using DrumAI.Studio.Localisation;

namespace DrumAI.Studio.Tests.Localisation;

public sealed partial class TextsTests
{
    private static readonly ResourceManager Resources = new("DrumAI.Studio.Localisation.Texts", typeof(Texts).Assembly);

    [Fact]
    public void EveryTextStandsInEveryLanguageWithTheSamePlaces()
    {
        var english = Read("en");
        var french = Read("fr");

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(), french.Keys.Order());
        foreach (var (name, text) in english)
        {
            Assert.Equal(Places(text), Places(french[name]));
            Assert.Equal(text.Count(c => c == '|'), french[name].Count(c => c == '|'));
        }
    }

    [Fact]
    public void FrenchIsNotEnglish()
    {
        var english = Read("en");
        var french = Read("fr");
        // Some words are the same in both, most are not.
        Assert.InRange(english.Count(e => french[e.Key] == e.Value), 0, english.Count / 8);
    }

    /// <summary>French has a space before some signs, at which a line must not end.</summary>
    [Fact]
    public void FrenchSignsStayWithTheirWords() =>
        Assert.Empty(Read("fr").Where(e => LooseSign().IsMatch(e.Value)).Select(e => $"{e.Key}: {e.Value}"));

    [Fact]
    public void EveryTextThatThePagesNameIsThere()
    {
        var known = Read("en").Keys.ToHashSet();
        string source = Path.Combine(Root, "src", "DrumAI.Studio");
        var named = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => NamedText().Matches(File.ReadAllText(f)).SelectMany(m => m.Groups["name"].Captures).Select(c => c.Value)).ToHashSet();

        Assert.True(named.Count > 100, $"Only {named.Count} texts were found in the sources.");
        Assert.Empty(named.Except(known).Order());
        Assert.Empty(StudioCommands.All(new ClassLegend([])).Where(c => c.ClassName is null).Select(c => $"Command.{c.Name}").Except(known));
        Assert.Empty(Enum.GetNames<SampleOrder>().Select(o => $"Measure.{o}").Except(known));
        Assert.Empty(Enum.GetNames<ImportStage>().Select(s => $"Import.{s}").Except(known));
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("fr-CH, en;q=0.8", "fr")]
    [InlineData("de-DE, fr;q=0.5, en;q=0.3", "fr")]
    [InlineData("ja", "en")]
    public void BrowserChoosesTheLanguage(string? header, string expected) => Assert.Equal(expected, Texts.Choose(header));

    [Fact]
    public void NumbersAndFormsFollowTheLanguage()
    {
        var texts = new Texts();
        Assert.Equal("1 sound", texts.Format("Import.Count", 1));
        Assert.Equal("1,234 sounds", texts.Format("Import.Count", 1234));
        Assert.Equal("0.50 s", texts.Format("Seconds", 0.5));
        texts.Use("fr");
        Assert.Equal("0,50\u00a0s", texts.Format("Seconds", 0.5));
        Assert.Equal("Grosse caisse", texts.ClassName("Kick"));
        Assert.Equal("Charleston ouvert", texts.ClassName("Hat", "Hat_Open"));
        Assert.Equal("Finger pop", texts.ClassName("Finger pop"));
    }

    internal static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    private static Dictionary<string, string> Read(string language) => Resources
        .GetResourceSet(language == "en" ? CultureInfo.InvariantCulture : new CultureInfo(language), createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order();

    [GeneratedRegex("« | [:;!?»]")]
    private static partial Regex LooseSign();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();

    [GeneratedRegex("""[Tt]exts(\[|\.Format\()(@?"(?<name>[A-Za-z.]+)"|[A-Za-z.]+( == 1)? \? "(?<name>[A-Za-z.]+)" : "(?<name>[A-Za-z.]+)")""")]
    private static partial Regex NamedText();
}
