using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>The names of features on the command line and in JSON: those of <see cref="FeatureSet"/> in lower case.</summary>
internal static class FeatureNames
{
    /// <summary>Every single feature, in the order of results.</summary>
    public static readonly IReadOnlyList<FeatureSet> Singles =
        [.. Enum.GetValues<FeatureSet>().Where(f => f != FeatureSet.None && ((int)f & ((int)f - 1)) == 0).Order()];

    /// <summary>The name of one feature.</summary>
    public static string Of(FeatureSet feature) => feature.ToString().ToLowerInvariant();

    /// <summary>Reads names separated by commas.</summary>
    /// <param name="list">The names.</param>
    /// <param name="unknown">The first that is none.</param>
    public static FeatureSet Parse(string list, out string? unknown)
    {
        unknown = null;
        var features = FeatureSet.None;
        foreach (string name in list.Split(',', StringSplitOptions.TrimEntries))
        {
            var feature = Singles.FirstOrDefault(f => Of(f) == name);
            if (feature == FeatureSet.None) unknown ??= name;
            features |= feature;
        }

        return features;
    }
}
