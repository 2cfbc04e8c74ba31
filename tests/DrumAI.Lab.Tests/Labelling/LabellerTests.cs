using DrumAI.Lab.Datasets;
using DrumAI.Lab.Labelling;
using DrumAI.Taxonomy;

namespace DrumAI.Lab.Tests.Labelling;

public sealed class LabellerTests
{
    private static readonly DatasetShelf Shelf = DatasetShelf.Shipped();

    [Theory]
    [InlineData("808/OpHat.wav", "Hat_Open")]
    [InlineData("808/hat_o.wav", "Hat_Open")]
    [InlineData("808/Op Hihat 2.wav", "Hat_Open")]
    [InlineData("808/open hi hat.wav", "Hat_Open")]
    [InlineData("808/o-hh.wav", "Hat_Open")]
    [InlineData("808/HHO1.wav", "Hat_Open")]
    [InlineData("808/Clhat01.wav", "Hat_Close")]
    [InlineData("808/hat.c.wav", "Hat_Close")]
    [InlineData("808/Closed Hat.wav", "Hat_Close")]
    [InlineData("808/c_hh.wav", "Hat_Close")]
    [InlineData("808/Pedal Hat.wav", "Hat_Foot")]
    [InlineData("808/hat-p.wav", "Hat_Foot")]
    [InlineData("808/Open Hi Conga.wav", "Conga")]
    public void HatsOfTheReportAreUnderstood(string path, string label) => Assert.Equal(label, LabelOf("200-drum-machines", path));

    [Theory]
    [InlineData("Snares/01.wav", "Snare_On")]
    [InlineData("Snares/Clap 2.wav", "Clap")]
    [InlineData("My Kit/Ride Bell.wav", "Cymbal_Ride")]
    [InlineData("My Kit/Cowbell.wav", "Cowbell")]
    [InlineData("My Kit/bd_hard.wav", "Kick")]
    [InlineData("Charley/Grosse Caisse.wav", "Kick")]
    [InlineData("Kit/Snare Rimshot 3.wav", "Snare_Rim")]
    [InlineData("Kit/HatSemiOpen.wav", "Hat")]
    [InlineData("Kit/bottom.wav", null)]
    public void GeneralDefinitionKnowsUsualNames(string path, string? label) => Assert.Equal(label, LabelOf(DatasetShelf.General, path));

    [Fact]
    public void PlainSnareIsAssumedToHaveItsWiresOn()
    {
        var decision = Labeller("general").Decide("Snares/01.wav");
        Assert.Equal(("Snare", "Snare_On", "default"), (decision.Class, decision.Subclass, decision.Basis));
        Assert.Contains("Snares", decision.Text, StringComparison.Ordinal);
        Assert.StartsWith("general: ", decision.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kits/Kick and Snare.wav")]
    [InlineData("Snares/Kick.wav")]
    public void NameThatSpeaksForTwoClassesIsToldOf(string path) => Assert.NotNull(Labeller("general").Decide(path).Contradiction);

    [Theory]
    [InlineData("Cymbals/Ride Bell.wav")]
    [InlineData("Hats/oh.wav")]
    [InlineData("kicks/bd1.wav")]
    public void NameWithinItsFolderIsNoContradiction(string path) => Assert.Null(Labeller("general").Decide(path).Contradiction);

    [Theory]
    [InlineData("Kicks/Kick Loop 120bpm.wav")]
    [InlineData("Drum Loops/Snare.wav")]
    public void LoopsAreLeftOut(string path)
    {
        var decision = Labeller("general").Decide(path);
        Assert.Null(decision.Class);
        Assert.NotNull(decision.Excluded);
    }

    [Theory]
    [InlineData("Standard/046_HatOpen_v100.wav", "Hat_Open")]
    [InlineData("Brush/040_SnareElectric_v100.wav", "Snare_Brush")]
    [InlineData("Orchestra/043_TomFloorHigh_v100.wav", "Timpani")]
    [InlineData("Standard/043_TomFloorHigh_v100.wav", "Tom")]
    public void GeneralMidiGoesByNoteAndKit(string path, string label) => Assert.Equal(label, LabelOf("general-midi", path));

    [Theory]
    [InlineData("""[{"label":"Bassoon","match":"x"}]""", "Bassoon")]
    [InlineData("""[{"label":"Kick","match":"("}]""", "no regular expression")]
    public void DefinitionThatCannotBeUsedIsRefused(string rules, string reason)
    {
        string folder = Directory.CreateTempSubdirectory("definition").FullName, file = Path.Combine(folder, "odd.json");
        File.WriteAllText(file, $$"""{"name":"odd","title":"Odd","licence":"none","rules":{{rules}}}""");
        var definition = DatasetShelf.Read(file);
        Directory.Delete(folder, recursive: true);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => new Labeller(definition, Shelf, DrumTaxonomy.Default)).Message, StringComparison.Ordinal);
    }

    private static string? LabelOf(string definition, string path)
    {
        var decision = Labeller(definition).Decide(path);
        return decision.Subclass ?? decision.Class;
    }

    private static Labeller Labeller(string definition) => new(Shelf.Find(definition), Shelf, DrumTaxonomy.Default);
}
