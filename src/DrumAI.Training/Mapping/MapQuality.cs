using System.Text.Json.Serialization;

namespace DrumAI.Training.Mapping;

/// <summary>How far the sound map can be trusted, measured on sounds that neither network nor map learnt from.</summary>
/// <param name="Neighbours">Neighbours that are looked at, k.</param>
/// <param name="Trustworthiness">Of the map; see <see cref="Mapping.Trustworthiness"/>. 0 to 1.</param>
/// <param name="PrincipalPlane">Of the same sounds on the plane in which they vary most, which a map has to beat.</param>
/// <param name="SoundCount">Sounds that were compared, each with the others of its fold.</param>
public sealed record MapQuality(int Neighbours, double Trustworthiness, double PrincipalPlane, int SoundCount)
{
    /// <summary>The figures as names and values for people.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, string Value)> Figures =>
    [
        ($"sound map, trustworthiness (k = {Neighbours})", $"{Trustworthiness:0.000}"),
        ("the same of a principal plane", $"{PrincipalPlane:0.000}"),
    ];

    /// <summary>Measures maps fold by fold, and takes the mean over the sounds; null where no fold has enough of them.</summary>
    public static MapQuality? Of(IEnumerable<MapRow> rows, int neighbours = MapTrainer.Neighbours)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var folds = rows.GroupBy(r => r.Fold).Select(f => f.ToArray()).Where(f => f.Length > 2 * neighbours).Select(f =>
        {
            float[][] space = [.. f.Select(r => r.Space)];
            return (Count: f.Length, Map: Mapping.Trustworthiness.Of(space, [.. f.Select(r => r.Map)], neighbours), Plane: Mapping.Trustworthiness.Of(space, [.. f.Select(r => r.Plane)], neighbours));
        }).ToArray();
        int count = folds.Sum(f => f.Count);
        return count == 0 ? null : new MapQuality(neighbours, folds.Sum(f => f.Map * f.Count) / count, folds.Sum(f => f.Plane * f.Count) / count, count);
    }
}
