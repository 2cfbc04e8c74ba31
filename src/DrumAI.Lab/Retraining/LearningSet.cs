using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DrumAI.Identity;
using DrumAI.Training.Heads;

namespace DrumAI.Lab.Retraining;

/// <summary>What a retraining learns from: the base set, and what people agree on.</summary>
/// <param name="Rows">The sounds.</param>
/// <param name="VotedCount">How many of them people agree on.</param>
/// <param name="ReplacedCount">Sounds of the base set whose label people agree to be another, or the same: theirs counts instead.</param>
/// <param name="FrozenCount">Sounds that people agree on and that are, or nearly are, frozen: nobody learns from them.</param>
internal sealed record LearningSet(IReadOnlyList<EmbeddedSound> Rows, int VotedCount, int ReplacedCount, int FrozenCount)
{
    /// <summary>A label that several people found counts as much as so many of the base set.</summary>
    private const double VotedWeight = 3;

    /// <summary>Puts it together.</summary>
    public static LearningSet Of(BaseSet known, IReadOnlyList<VotedSound> voted)
    {
        var frozen = Index(known.Frozen, known.Fingerprints, out _);
        var learning = Index(known.Learning, known.Fingerprints, out var rowOf);
        var replaced = new HashSet<int>();
        var rows = new List<EmbeddedSound>();
        int frozenCount = 0;
        foreach (var sound in voted)
        {
            if (frozen.FindAll(sound.Fingerprint, Fingerprint.SameDistance).Any())
            {
                frozenCount++;
                continue;
            }

            int[] same = [.. learning.FindAll(sound.Fingerprint, Fingerprint.SameDistance).Select(m => rowOf[m.Position])];
            replaced.UnionWith(same);
            string group = same.Length > 0 ? known.Learning[same[0]].Group : $"voted/{sound.Hash}";
            rows.Add(new EmbeddedSound(sound.Hash, group, sound.Embedding, sound.Class, sound.Subclass, sound.Confidence, VotedWeight, IsVoted: true));
        }

        int votedCount = rows.Count;
        rows.InsertRange(0, known.Learning.Where((_, i) => !replaced.Contains(i)));
        return new LearningSet(rows, votedCount, replaced.Count, frozenCount);
    }

    /// <summary>SHA-256 over names, labels and weights, in lower-case hex.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Rows.OrderBy(r => r.Name, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{row.Name}\t{row.Class}\t{row.Subclass}\t{row.Certainty:R}\t{row.Weight:R}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FingerprintIndex Index(IReadOnlyList<EmbeddedSound> rows, IReadOnlyDictionary<string, Fingerprint> fingerprints, out List<int> rowOf)
    {
        var index = new FingerprintIndex();
        rowOf = [];
        for (int i = 0; i < rows.Count; i++)
        {
            if (!fingerprints.TryGetValue(rows[i].Name, out var fingerprint)) continue;
            index.Add(fingerprint);
            rowOf.Add(i);
        }

        return index;
    }
}
