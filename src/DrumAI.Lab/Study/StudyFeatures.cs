using DrumAI.Lab.Store;

namespace DrumAI.Lab.Study;

/// <summary>The rows that recipes learn from, out of the feature store.</summary>
internal static class StudyFeatures
{
    /// <summary>The seven timbral models and reverberation.</summary>
    public const string Timbre = "timbre";

    /// <summary>Mean and deviation over time of librosa's descriptors.</summary>
    public const string Spectral = "spectral";

    /// <summary>Deviations beyond which a number is cut.</summary>
    public const float Limit = 5;

    private static readonly string[] Scores = ["hardness", "depth", "brightness", "roughness", "warmth", "sharpness", "boominess", "reverb"];
    private static readonly string[] OverTime = ["zcr", "flatness", "contrast8", "mfcc"];

    /// <summary>Columns of the store that some inputs need.</summary>
    public static IReadOnlyList<StoreColumn> ColumnsOf(IReadOnlyList<string> inputs) =>
        [.. StoreColumn.All.Where(c => (inputs.Contains(Timbre) && Scores.Contains(c.Name)) || (inputs.Contains(Spectral) && OverTime.Contains(c.Name)))];

    /// <summary>The embedders among the inputs.</summary>
    public static IReadOnlyList<string> EmbeddersOf(IReadOnlyList<string> inputs) => [.. inputs.Where(i => i is not (Timbre or Spectral))];

    /// <summary>A row a sound: what was asked for, side by side; NaN where a sound has no answer.</summary>
    /// <param name="arrays">The columns, and the embeddings under the names in the store.</param>
    /// <param name="inputs">What to take.</param>
    /// <param name="models">Name in the store of each embedder.</param>
    public static float[][] RowsOf(FeatureArrays arrays, IReadOnlyList<string> inputs, IReadOnlyDictionary<string, string> models) =>
        [.. Enumerable.Range(0, arrays.Count).Select(i =>
        {
            var row = new List<float>();
            foreach (string input in inputs)
            {
                if (input == Timbre) row.AddRange(Scores.Select(s => arrays.Row(s, i)[0]));
                else if (input == Spectral) foreach (string name in OverTime) FeatureRows.AddMoments(row, arrays.Row(name, i), arrays.Columns[name].Shape[^1]);
                else row.AddRange(arrays.Row(models[input], i));
            }

            return row.ToArray();
        })];
}
