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

    /// <summary>What can be wrong with a model.</summary>
    private static readonly string[] ModelSources =
    [
        "src/DrumAI/Classification/ModelCard.cs", "src/DrumAI/Classification/NetworkContract.cs", "src/DrumAI/Classification/DrumClassifier.cs",
        "src/DrumAI.Catalogue/Models/LibraryModels.cs", "src/DrumAI.Studio/Models/LimitedFile.cs",
    ];

    public static TheoryData<string> Sentences => Read(Sources, Said());

    /// <summary>One begins with what it is about, and is tested in words.</summary>
    public static TheoryData<string> ModelSentences => [.. Read(ModelSources, Refused()).Select(row => row.Data).Where(s => !s.StartsWith("12 ", StringComparison.Ordinal))];

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
        Assert.InRange(ModelSentences.Count, 15, 25);
    }

    [Theory]
    [MemberData(nameof(ModelSentences))]
    [InlineData("The network /models/12/model.onnx cannot be loaded: Protobuf parsing failed.")]
    public void WhatIsWrongWithAModelIsSaidInFrench(string sentence) => EverySentenceOfTheSourcesIsSaidInFrench(sentence);

    /// <summary>The system's own words, as this one says them.</summary>
    [Fact]
    public async Task WhatTheSystemRefusesIsSaidInFrench()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems word it otherwise.");
        var french = new Texts();
        french.Use("fr");
        string folder = Path.GetTempPath().TrimEnd('/');
        Assert.Equal("le chemin /12/12 n’existe pas.", french.Say(Refusal(() => File.ReadAllText("/12/12"))));
        Assert.Equal($"le fichier {folder}/12.none n’existe pas.", french.Say(Refusal(() => File.ReadAllText($"{folder}/12.none"))));
        Assert.Equal($"le système refuse l’accès à {folder}.", french.Say(Refusal(() => File.WriteAllText(folder, "12"))));
        Assert.Equal("le disque est plein (/dev/full).", french.Say(Refusal(() => File.WriteAllText("/dev/full", "12"))));

        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        int port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new HttpClient();
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken));
        Assert.Equal($"Le serveur est injoignable : la connexion est refusée (127.0.0.1:{port}).", french.Say($"The service cannot be reached: {refused.Message}"));
    }

    private static string Refusal(Action work) => Assert.ThrowsAny<Exception>(work).Message;

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
        Assert.Equal("Aucun son n’a de telles mesures\u00a0: zcr est compris entre 0 et 1.", french.Say("No sound has such features: zcr lies between 0 and 1."));
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
        Assert.Equal("Le fichier s’arrête trop tôt\u00a0: son en-tête annonce 1.5\u00a0s de son, il y en a 0.25.", french.Say("The file ends early: its header announces 1.5 s of sound, 0.25 s are there."));
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

    [GeneratedRegex("""new (?:Model|Catalogue)Exception\(\$?"(?<text>(?:[^"{}]|\{(?:[^{}"]|"[^"]*")*\})+)"[,)]""", RegexOptions.CultureInvariant)]
    private static partial Regex Refused();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Interpolation();
}
