using System.Globalization;
using System.Text.RegularExpressions;
using DrumAI.Search;
using DrumAI.Studio.Localisation;

namespace DrumAI.Studio.Tests.Localisation;

/// <summary>What library and catalogue say in English, said again in French.</summary>
public sealed partial class KnownSentencesTests
{
    private static readonly string[] Sources =
    [
        "src/DrumAI/Audio/WavFormat.cs", "src/DrumAI/Audio/WavReader.cs", "src/DrumAI/Audio/AiffReader.cs", "src/DrumAI/Audio/RawSound.cs", "src/DrumAI/Audio/FormatLimits.cs",
        "src/DrumAI/Audio/SndFileDecoder.cs", "src/DrumAI.Catalogue/LibraryFolders.cs", "src/DrumAI.Catalogue/Edits/OwnClasses.cs", "src/DrumAI.Catalogue/Import/LibraryImport.cs",
    ];

    /// <summary>What can come back when something is shared or a model is fetched.</summary>
    private static readonly string[] SharingSources =
    [
        "src/DrumAI.Client/DrumServiceClient.cs", "src/DrumAI.Service/Http/ProblemWriter.cs", "src/DrumAI.Service/Http/RequestLimits.cs", "src/DrumAI.Service/Accounts/AccountEndpoints.cs",
        "src/DrumAI.Service/Corrections/FeatureCheck.cs", "src/DrumAI.Service/Corrections/PredictionCheck.cs", "src/DrumAI.Service/Corrections/SubmissionQueue.cs",
        "src/DrumAI.Service/Corrections/SubmissionWriter.cs", "src/DrumAI.Studio/Models/ModelUpdates.cs",
    ];

    public static TheoryData<string> Sentences => Read(Sources, Said());

    public static TheoryData<string> SharingSentences
    {
        get
        {
            var found = Read(SharingSources, Sentence());
            // The reader also refuses sounds, which the Studio never sends.
            foreach (string sentence in Read(["src/DrumAI.Service/Corrections/SubmissionReader.cs"], Sentence()).Select(row => row.Data).Where(s => !s.StartsWith("There is nothing to hear", StringComparison.Ordinal)))
                found.Add(sentence);
            return found;
        }
    }

    [Fact]
    public void SourcesSaySomething()
    {
        Assert.InRange(Sentences.Count, 22, 40);
        Assert.InRange(SharingSentences.Count, 40, 60);
    }

    [Theory]
    [MemberData(nameof(SharingSentences))]
    [InlineData("The JSON is not what is expected, at $.features, line 12, byte 12.")]
    [InlineData("This needs the token of an account, as Authorization: Bearer. POST /users makes one.")]
    [InlineData("Not Found")]
    public void EverythingThatAServiceAnswersIsSaidInFrench(string sentence) => EverySentenceOfTheSourcesIsSaidInFrench(sentence);

    [Fact]
    public void WhatStandsInASentenceIsSaidInFrenchToo()
    {
        var french = new Texts();
        french.Use("fr");
        Assert.Equal("Aucun son n’a de telles mesures : zcr est compris entre 0 et 1.", french.Say("No sound has such features: zcr lies between 0 and 1."));
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void EverySentenceOfTheSourcesIsSaidInFrench(string sentence)
    {
        var french = new Texts();
        french.Use("fr");

        Assert.Equal(sentence, new Texts().Say(sentence));
        string said = french.Say(sentence);
        Assert.NotEqual(sentence, said);
        Assert.Equal(sentence.Contains("12", StringComparison.Ordinal), said.Contains("12", StringComparison.Ordinal));
    }

    [Fact]
    public void SentenceThatIsNotKnownStaysAsItIs()
    {
        var french = new Texts();
        french.Use("fr");
        Assert.Equal("Something else.", french.Say("Something else."));
        Assert.Equal("Le fichier s’arrête trop tôt : son en-tête annonce 1.5 s de son, il y en a 0.25.", french.Say("The file ends early: its header announces 1.5 s of sound, 0.25 s are there."));
    }

    [Theory]
    [InlineData("kick -snare short very bright len<0.3", "Kick; not Snare; short and very bright for its class; shorter than 0.3 s")]
    [InlineData("percussion tag:live", "percussion; tagged “live”")]
    [InlineData("brihgt snrae", "Snare; bright for its class; “brihgt” read as bright; “snrae” read as Snare")]
    [InlineData("class:trombone", "There is no class trombone.")]
    [InlineData("", "every sound")]
    public void SearchIsReadInWords(string text, string reading) => Assert.Equal(reading, SearchReading.Of(TextQuery.Parse(text), new Texts()));

    [Fact]
    public void EveryFaultAndTimbreWordIsSaidInFrench()
    {
        var french = new Texts();
        french.Use("fr");
        foreach (string fault in Enum.GetNames<QueryFault>().Skip(1)) Assert.NotEqual($"Search.Fault.{fault}", french[$"Search.Fault.{fault}"]);
        string[] words = [.. new[] { "bright", "dark", "warm", "cold", "hard", "soft", "boomy", "rough", "smooth", "sharp", "blunt", "deep", "shallow", "fat", "long", "short", "loud", "quiet", "punchy", "snappy", "tight", "harsh", "wet", "dry" }];
        foreach (string word in words) Assert.Single(TextQuery.Parse(word).Timbre, t => french[$"Timbre.{t.Word}"] != $"Timbre.{t.Word}");
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"très brillant et pas sombre pour sa classe"), SearchReading.Of(TextQuery.Parse("very bright -dark"), french));
    }

    private static TheoryData<string> Read(IEnumerable<string> sources, Regex pattern)
    {
        var found = new TheoryData<string>();
        foreach (string file in sources)
        {
            string source = File.ReadAllText(Path.Combine(TextsTests.Root, file));
            foreach (Match match in pattern.Matches(source)) found.Add(Interpolation().Replace(match.Groups["text"].Value, "12").Replace("\\\"", "\"", StringComparison.Ordinal));
        }

        return found;
    }

    [GeneratedRegex("""(?<!(?:WithDescription|ArgumentException)\(\s*\$?)"(?<text>[A-Za-z{][^"\r\n]* [^"\r\n]*(?:\.|: \{[^}"]*\}))"[;):,\s]""", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();

    [GeneratedRegex("""(?:warnings\.Add\(|new CatalogueException\(|BlockWarning = |IsUnderWay = |[?:] )\$?"(?<text>[A-Z{][^" ]* [^"]*)"[;):,\s]""", RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Interpolation();
}
