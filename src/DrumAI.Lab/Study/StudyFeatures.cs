using DrumAI.Data;
using DrumAI.Lab.Store;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>The numbers that recipes learn from: out of the feature store, of the teacher's variants, of our own networks.</summary>
/// <param name="set">The sounds.</param>
/// <param name="database">Store with their features.</param>
/// <param name="places">Where the rest lies.</param>
/// <param name="networks">Our own networks, opened when first needed.</param>
/// <param name="cancellation">Stops loading.</param>
internal sealed class StudyFeatures(LabelledSet set, DrumDatabase database, StudyPlaces places, Lazy<StudyNetworks> networks, CancellationToken cancellation) : IDisposable
{
    /// <summary>The seven timbral models and reverberation.</summary>
    public const string Timbre = "timbre";

    /// <summary>Mean and deviation over time of librosa's descriptors.</summary>
    public const string Spectral = "spectral";

    /// <summary>What mn04 says of a sound's variants in the bank of our networks' training.</summary>
    public const string Changed = "changed";

    /// <summary>What mn04 says of a sound and of its <see cref="StudyViews"/>.</summary>
    public const string Views = "views";

    /// <summary>The embedding of our networks that learnt without the fold.</summary>
    public const string DrumNet = "drumnet";

    private const string PaddedEnding = "-padded", LoopedEnding = "-looped";

    private static readonly string[] Scores = ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess", "reverb"];
    private static readonly string[] OverTime = ["zcr", "flatness", "contrast8", "mfcc"];

    private readonly Dictionary<string, FeatureSource> sources = [];
    private readonly Dictionary<string, string> models = [];
    private SpectrogramBank? bank;

    /// <summary>Names in the store of the embedders that were used so far.</summary>
    /// <param name="inputs">Inputs of a recipe.</param>
    public IReadOnlyList<string> EmbeddersOf(IEnumerable<string> inputs) => [.. inputs.Select(KindOf).Where(models.ContainsKey).Select(k => models[k]).Distinct()];

    /// <summary>The numbers of some inputs side by side, for a run.</summary>
    /// <exception cref="InvalidDataException">The store lacks what is needed.</exception>
    public async Task<FeatureSource> OpenAsync(IReadOnlyList<string> inputs, TrainingRun run)
    {
        var found = new List<FeatureSource>();
        foreach (string input in inputs)
        {
            if (input == DrumNet)
            {
                found.Add(FeatureSource.Of(networks.Value.Embed(run)));
                continue;
            }

            if (!sources.TryGetValue(input, out var source)) sources[input] = source = await LoadAsync(input);
            found.Add(source);
        }

        return FeatureSource.Beside(found);
    }

    public void Dispose() => bank?.Dispose();

    private static string KindOf(string input) => input is Views ? "mn04" : input.Replace(PaddedEnding, "", StringComparison.Ordinal).Replace(LoopedEnding, "", StringComparison.Ordinal);

    private async Task<FeatureSource> LoadAsync(string input)
    {
        switch (input)
        {
            case Changed:
                bank = networks.Value.OpenBank();
                if (bank.DescriptionLength == 0) throw new InvalidDataException($"{places.Training} was trained without a teacher, so that nobody described its changed copies.");
                var opened = bank;
                return new FeatureSource(bank.DescriptionLength, bank.VariantCount, (sound, variant, into) =>
                {
                    into.Clear();
                    opened.AddDescription(sound, variant, 1, into);
                });
            case Views:
                float[][] plain = await RowsAsync("mn04"), views = StudyViews.Make(set, places, cancellation);
                int length = plain[0].Length;
                return new FeatureSource(length, 1 + StudyViews.Speeds.Count, (sound, variant, into) =>
                    (variant == 0 ? plain[sound] : views[sound].AsSpan((variant - 1) * length, length)).CopyTo(into));
            default:
                float[][] rows = await RowsAsync(input);
                int half = rows[0].Length / 2;
                if (input.EndsWith(PaddedEnding, StringComparison.Ordinal)) rows = Array.ConvertAll(rows, r => r[..half]);
                else if (input.EndsWith(LoopedEnding, StringComparison.Ordinal)) rows = Array.ConvertAll(rows, r => r[half..]);
                return FeatureSource.Of(rows);
        }
    }

    /// <summary>A row for each sound of the set, from the store.</summary>
    private async Task<float[][]> RowsAsync(string input)
    {
        string[] names = input == Timbre ? Scores : input == Spectral ? OverTime : [];
        string[] embedders = names.Length > 0 ? [] : [await ModelAsync(KindOf(input))];
        var arrays = await FeatureReader.LoadAsync(database, places.Name, [.. StoreColumn.All.Where(c => names.Contains(c.Name))], embedders, cancellation);
        var rowOf = arrays.Paths.Select((path, i) => (path, i)).ToDictionary(p => p.path, p => p.i);
        if (set.Sounds.FirstOrDefault(s => !rowOf.ContainsKey(s.Path)) is { } missing)
            throw new InvalidDataException($"The store lacks sounds of the set, such as {missing.Path}; fill it with drumai-lab features.");
        return [.. set.Sounds.Select(s => RowOf(arrays, rowOf[s.Path]))];

        float[] RowOf(FeatureArrays arrays, int i)
        {
            if (input == Timbre) return [.. Scores.Select(s => arrays.Row(s, i)[0])];
            if (input != Spectral) return arrays.Row(embedders[0], i).ToArray();
            var row = new List<float>();
            foreach (string name in OverTime) FeatureRows.AddMoments(row, arrays.Row(name, i), arrays.Columns[name].Shape[^1]);
            return [.. row];
        }
    }

    private async Task<string> ModelAsync(string kind)
    {
        await using var context = database.CreateContext();
        string[] stored = [.. context.Embeddings.Select(e => e.Model).Distinct()];
        return models[kind] = stored.FirstOrDefault(m => m.StartsWith(kind + "-", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"The store holds no vectors of {kind}; fill it with: drumai-lab features DATASET --embedder {kind}=FILE.onnx");
    }
}
