using DrumAI.Personal;
using DrumAI.Taxonomy;
using DrumAI.Training.Mapping;

namespace DrumAI.Training.Evaluation;

/// <summary>
/// How far corrections carry in a library that the model never heard: somebody goes through it, least sure first, confirms what is right and corrects what is wrong, until so
/// many are corrected; then takes over all that <see cref="PersonalLayer"/> suggests for the rest, unseen.
/// </summary>
/// <param name="Corrections">Sounds corrected in each library.</param>
/// <param name="LibraryCount">Libraries with enough sounds and mistakes to count.</param>
/// <param name="Rest">Sounds of these that nobody looked at.</param>
/// <param name="Wrong">How many of the rest had a wrong class before.</param>
/// <param name="Mended">Of these, those whose class is right afterwards.</param>
/// <param name="Broken">Sounds of the rest whose class was right before and is not afterwards.</param>
public sealed record CorrectionTrial(int Corrections, int LibraryCount, int Rest, int Wrong, int Mended, int Broken)
{
    /// <summary>Smaller libraries tell little.</summary>
    private const int LeastSounds = 40, LeastMistakesLeft = 5;

    /// <summary>The figure as a name and a value for people.</summary>
    public (string Name, string Value) Figure => (
        $"{Corrections} corrections in each of {LibraryCount} libraries", $"mend {Mended} of {Wrong} mistakes among {Rest} other sounds, break {Broken}");

    /// <summary>Carries the trial out; null where no library has enough sounds and mistakes.</summary>
    /// <param name="rows">Calibrated predictions of held-out sounds.</param>
    /// <param name="maps">The same sounds with their embeddings.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="corrections">Sounds to correct in each library.</param>
    public static CorrectionTrial? Run(IReadOnlyList<PredictionRow> rows, IReadOnlyList<MapRow> maps, DrumTaxonomy taxonomy, int corrections = 10)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var embeddings = maps.ToDictionary(m => m.Path, m => Direction(m.Space));
        CorrectionTrial[] trials =
        [
            .. rows.Where(r => embeddings.ContainsKey(r.Path)).GroupBy(r => r.Group).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(group => InLibrary([.. group.Select((row, i) => Sound(i, row, embeddings[row.Path], taxonomy))], [.. group.Select(r => r.Class)], taxonomy, corrections))
                .OfType<CorrectionTrial>(),
        ];
        return trials.Length == 0
            ? null
            : new CorrectionTrial(corrections, trials.Length, trials.Sum(t => t.Rest), trials.Sum(t => t.Wrong), trials.Sum(t => t.Mended), trials.Sum(t => t.Broken));
    }

    private static CorrectionTrial? InLibrary(HeardSound[] sounds, int[] truth, DrumTaxonomy taxonomy, int corrections)
    {
        int[] heard = [.. sounds.Select(s => Array.IndexOf(s.ClassProbabilities, s.ClassProbabilities.Max()))];
        if (sounds.Length < LeastSounds || Enumerable.Range(0, sounds.Length).Count(i => heard[i] != truth[i]) < corrections + LeastMistakesLeft) return null;
        var seen = new HashSet<int>();
        int corrected = 0;
        foreach (int i in Enumerable.Range(0, sounds.Length).OrderBy(i => sounds[i].ClassProbabilities[heard[i]]).ThenBy(i => i))
        {
            seen.Add(i);
            if (heard[i] != truth[i] && ++corrected == corrections) break;
        }

        TaughtSound[] taught = [.. seen.Select(i => new TaughtSound(sounds[i].Embedding, taxonomy.Classes[truth[i]].Name, Subclass: null))];
        HeardSound[] rest = [.. sounds.Where((_, i) => !seen.Contains(i))];
        var after = new PersonalLayer(taught, taxonomy).Suggest(rest, CancellationToken.None).ToDictionary(s => s.Id, s => taxonomy.IndexOfClass(s.Class));
        int[] left = [.. rest.Select(s => (int)s.Id)];
        return new CorrectionTrial(
            corrections, 1, left.Length, left.Count(i => heard[i] != truth[i]),
            left.Count(i => heard[i] != truth[i] && after.GetValueOrDefault(i, heard[i]) == truth[i]),
            left.Count(i => heard[i] == truth[i] && after.GetValueOrDefault(i, heard[i]) != truth[i]));
    }

    private static HeardSound Sound(int id, PredictionRow row, float[] embedding, DrumTaxonomy taxonomy) =>
        new(id, embedding, Array.ConvertAll(row.ClassProbabilities(), p => (float)p), new float[taxonomy.Subclasses.Count]);

    /// <summary>The embedding in a point of <see cref="SoundSpace"/>, of unit length again.</summary>
    private static float[] Direction(float[] point)
    {
        float[] embedding = point[..DrumNet.EmbeddingLength];
        float length = MathF.Sqrt(embedding.Sum(x => x * x));
        return Array.ConvertAll(embedding, x => x / length);
    }
}
