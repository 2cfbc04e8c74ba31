using DrumAI.Taxonomy;

namespace DrumAI.Tests.Taxonomy;

public sealed class DrumTaxonomyTests
{
    private static readonly DrumTaxonomy Default = DrumTaxonomy.Default;

    [Fact]
    public void ThereAreTwentyEightClassesAndSixteenSubclassesInAFixedOrder()
    {
        Assert.Equal(
            [
                "Kick", "Snare", "Hat", "Tom", "Cymbal", "Clap", "Cowbell", "Conga", "Shaken", "Tambourine", "Bongo", "Agogo", "Clave", "Timbales",
                "Djembe", "Guiro", "Cajon", "Cuica", "Timpani", "Tabla", "Triangle", "Gong", "Darbuka", "Woodblock", "Bell", "Whistle", "Vibraslap", "Other",
            ],
            Default.Classes.Select(c => c.Name));
        Assert.Equal(
            [
                "Snare_On", "Snare_Off", "Snare_Rim", "Snare_Side", "Snare_Brush", "Snare_Flam", "Hat_Open", "Hat_Close", "Hat_Foot",
                "Cymbal_Crash", "Cymbal_Ride", "Cymbal_China", "Cymbal_Splash", "Shaken_Shaker", "Shaken_Cabasa", "Shaken_Maracas",
            ],
            Default.Subclasses.Select(s => s.Name));
    }

    [Fact]
    public void SubclassNamesBeginWithTheirClass()
    {
        for (int s = 0; s < Default.Subclasses.Count; s++)
            Assert.StartsWith(Default.Classes[Default.ClassOfSubclass[s]].Name + "_", Default.Subclasses[s].Name, StringComparison.Ordinal);
    }

    [Fact]
    public void IndicesAreThoseOfTheLists()
    {
        for (int c = 0; c < Default.Classes.Count; c++) Assert.Equal(c, Default.IndexOfClass(Default.Classes[c].Name));
        for (int s = 0; s < Default.Subclasses.Count; s++) Assert.Equal(s, Default.IndexOfSubclass(Default.Subclasses[s].Name));
        Assert.Equal(-1, Default.IndexOfClass("kick"));
        Assert.Equal(-1, Default.IndexOfSubclass("Kick"));
    }

    [Fact]
    public void SubclassesOfAClassAreItsOwn()
    {
        Assert.Equal([6, 7, 8], Default.SubclassesOf(Default.IndexOfClass("Hat")));
        Assert.Empty(Default.SubclassesOf(Default.IndexOfClass("Kick")));
    }

    [Fact]
    public void EveryNameIsShownInEnglishAndFrench()
    {
        Assert.All(Default.Classes, c => Assert.True(c.Display.ContainsKey("en") && c.Display.ContainsKey("fr")));
        Assert.All(Default.Subclasses, s => Assert.True(s.Display.ContainsKey("en") && s.Display.ContainsKey("fr")));
    }

    [Fact]
    public void EachGeneralMidiPercussionNoteHasOneOwnerAtMost()
    {
        int[] notes = [.. Default.Classes.SelectMany(c => c.GeneralMidiNotes), .. Default.Subclasses.SelectMany(s => s.GeneralMidiNotes)];

        Assert.Equal(notes.Distinct().Count(), notes.Length);
        Assert.All(Enumerable.Range(35, 82 - 35), note => Assert.Contains(note, notes));
    }
}
