using DrumAI.Search;
using DrumAI.Taxonomy;

namespace DrumAI.Tests.Search;

public sealed class SearchLexiconTests
{
    private static readonly SearchWords Words = SearchLexicon.LoadWords();

    [Fact]
    public void EveryExpressionIsFoldedAndSaidOnce()
    {
        var taxonomy = DrumTaxonomy.Default;
        var said = taxonomy.Classes.SelectMany(c => c.Aliases.Concat(c.Display.Values).Append(c.Name))
            .Concat(taxonomy.Subclasses.SelectMany(s => s.Aliases.Concat(s.Display.Values).Append(s.Name))).Select(Key).ToHashSet();
        var twins = new List<string>();
        foreach (string expression in Words.Classes.Values.SelectMany(w => w)
            .Concat(Words.Groups.SelectMany(g => g.Words)).Concat(Words.Qualifiers.Values.SelectMany(w => w))
            .Concat(Words.Timbre.SelectMany(t => t.Words)).Concat(Words.Strong).Concat(Words.Negations)
            .Concat(Words.Kinds.Values.SelectMany(w => w)).Concat(Words.Fillers))
        {
            Assert.Equal(LetterFolding.Fold(expression), expression);
            if (!said.Add(Key(expression))) twins.Add(expression);
        }

        Assert.Empty(twins);
    }

    [Fact]
    public void EveryClassIsFoundByItsNames()
    {
        foreach (var c in DrumTaxonomy.Default.Classes)
            foreach (string name in c.Display.Values.Append(c.Name))
                Assert.Equal([c.Name], TextQuery.Parse(name).Classes);
        foreach (var s in DrumTaxonomy.Default.Subclasses)
            foreach (string name in s.Display.Values.Append(s.Name))
                Assert.Equal([s.Name], TextQuery.Parse(name).Classes);
    }

    [Fact]
    public void VersionNamesTaxonomyAndWords() => Assert.Equal($"{DrumTaxonomy.Default.Version}.{Words.Version}", SearchLexicon.Default.Version);

    private static string Key(string expression) => string.Join(' ', LetterFolding.Words(expression).Select(SearchLexicon.Stem));
}
