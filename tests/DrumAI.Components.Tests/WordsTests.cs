using System.Collections;
using System.Globalization;
using System.Resources;

namespace DrumAI.Components.Tests;

public sealed class WordsTests
{
    [Fact]
    public void EveryTextIsThereInBothLanguagesWithTheSamePlaces()
    {
        var resources = new ResourceManager(typeof(ComponentWords));
        var english = Texts(resources, CultureInfo.InvariantCulture);
        var french = Texts(resources, CultureInfo.GetCultureInfo("fr"));

        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), french.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(text.Value.Count(c => c == '{'), french[text.Key].Count(c => c == '{')));
        Assert.NotEqual(english["MapHelp"], french["MapHelp"]);
    }

    private static Dictionary<string, string> Texts(ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
}
