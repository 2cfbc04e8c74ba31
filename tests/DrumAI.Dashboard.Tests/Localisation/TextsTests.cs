using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using DrumAI.Dashboard.Localisation;
using DrumAI.Dashboard.Submissions;
using DrumAI.Data.Entities;

namespace DrumAI.Dashboard.Tests.Localisation;

public sealed partial class TextsTests
{
    private static readonly ResourceManager Resources = new("DrumAI.Dashboard.Localisation.Texts", typeof(Texts).Assembly);

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
        Assert.InRange(english.Count(e => french[e.Key] == e.Value), 0, english.Count / 8);
    }

    [Fact]
    public void EveryTextThatThePagesNameIsThere()
    {
        var known = Read("en").Keys.ToHashSet();
        string source = Path.Combine(Root, "src", "DrumAI.Dashboard");
        var named = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => NamedText().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value)).ToHashSet();

        Assert.True(named.Count > 100, $"Only {named.Count} texts were found in the sources.");
        Assert.Empty(named.Except(known).Order());
        Assert.Empty(Enum.GetNames<SubmissionFilter>().SelectMany(f => new[] { $"Submissions.{f}", $"Submissions.Says.{f}", $"Submissions.None.{f}" }).Except(known));
        Assert.Empty(Enum.GetNames<ModelStatus>().Select(s => $"Status.{s}").Except(known));
        Assert.Empty(Enum.GetNames<JobStatus>().Select(s => $"Job.{s}").Except(known));
    }

    [Fact]
    public void SizesAndAgesAreWrittenForPeople()
    {
        var texts = new Texts();
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal("900 B", texts.Bytes(900));
        Assert.Equal("1.5 KiB", texts.Bytes(1536));
        Assert.Equal("3.00 GiB", texts.Bytes(3L << 30));
        Assert.Equal("just now", texts.Ago(now - TimeSpan.FromSeconds(20), now));
        Assert.Equal("1 minute ago", texts.Ago(now - TimeSpan.FromMinutes(1.5), now));
        Assert.Equal("3 days ago", texts.Ago(now - TimeSpan.FromDays(3.9), now));
        texts.Use("fr");
        Assert.Equal("1,5 KiB", texts.Bytes(1536));
        Assert.Equal("Grosse caisse", texts.ClassName("Kick"));
    }

    private static string Root
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

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();

    [GeneratedRegex("""Texts(\[|\.Format\()"(?<name>[A-Za-z.-]+)"[],)]""")]
    private static partial Regex NamedText();
}
