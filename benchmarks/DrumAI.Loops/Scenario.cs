using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Loops;

/// <summary>
/// A systematic mistake, on real sounds: the base set lacks a class, so the head that is trained on it takes those sounds for something else, always. Folds hold libraries, machines and kits
/// with their kin, so nobody votes on a sound, or on kin of one, by which models are judged.
/// </summary>
/// <param name="Lacking">The class that the base set lacks.</param>
/// <param name="Base">Sounds of three folds, without that class.</param>
/// <param name="Frozen">Sounds of another fold, all classes: nobody votes on these.</param>
/// <param name="Voted">Sounds of the class, of a fifth fold: these users vote on.</param>
/// <param name="Others">Sounds of other classes of that fold.</param>
internal sealed record Scenario(
    string Lacking, IReadOnlyList<LabelledSound> Base, IReadOnlyList<LabelledSound> Frozen, IReadOnlyList<LabelledSound> Voted, IReadOnlyList<LabelledSound> Others)
{
    /// <summary>The fold of the frozen sounds.</summary>
    public const int FrozenFold = 4;

    private const int VotedFold = 3;

    /// <summary>Sounds that nobody votes on and that the mistake is about.</summary>
    public IEnumerable<LabelledSound> Unvoted => Frozen.Where(s => NameOf(s) == Lacking);

    /// <summary>Takes a folder of labelled sounds apart.</summary>
    /// <param name="folder">With labels.csv and folds.csv.</param>
    /// <param name="lacking">The class that the base set is to lack.</param>
    /// <param name="perClass">The most sounds of a class and fold; all of them unless told otherwise.</param>
    public static Scenario Load(string folder, string lacking, int perClass = int.MaxValue)
    {
        var random = new Random(1);
        LabelledSound[] sounds = [.. LabelledSet.Load(folder, DrumTaxonomy.Default).Sounds
            .Select(s => (Sound: s, Order: random.Next())).OrderBy(s => s.Order).GroupBy(s => (s.Sound.Class, s.Sound.Fold)).SelectMany(g => g.Take(perClass)).Select(s => s.Sound)];
        return new Scenario(
            lacking,
            [.. sounds.Where(s => s.Fold < VotedFold && NameOf(s) != lacking)],
            [.. sounds.Where(s => s.Fold == FrozenFold)],
            [.. sounds.Where(s => s.Fold == VotedFold && NameOf(s) == lacking)],
            [.. sounds.Where(s => s.Fold == VotedFold && NameOf(s) != lacking)]);
    }

    /// <summary>Wire name of a sound's class.</summary>
    public static string NameOf(LabelledSound sound) => DrumTaxonomy.Default.Classes[sound.Class].Name;
}
