using DrumAI.Identity;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Audit;

/// <summary>
/// Doubts labels: judges that never heard a sound's library (confident learning), its nearest neighbours, near-duplicates that are called otherwise, and its place in its
/// class. Sounds come worst first.
/// </summary>
internal sealed class LabelAudit
{
    /// <summary>A share of neighbours that is worth telling.</summary>
    private const double ManyNeighbours = 0.7;

    /// <summary>The outermost part of each class that is worth telling, if another class is nearer besides.</summary>
    private const double OuterShare = 0.03;

    private readonly IReadOnlyList<LabelledSound> sounds;
    private readonly IReadOnlyList<Judge> judges;
    private readonly DrumTaxonomy taxonomy;
    private readonly float[][] mean, shares;
    private readonly float[] own, other, outer;
    private readonly List<(int Sound, int Distance)>[] conflicts;

    /// <param name="sounds">The labelled sounds.</param>
    /// <param name="judges">What judges say of them, one or more.</param>
    /// <param name="embeddings">Vectors of unit length of each.</param>
    /// <param name="fingerprints">Fingerprint of each, or null.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LabelAudit(
        IReadOnlyList<LabelledSound> sounds, IReadOnlyList<Judge> judges, float[][] embeddings, IReadOnlyList<byte[]?> fingerprints, DrumTaxonomy taxonomy, CancellationToken cancellation)
    {
        (this.sounds, this.judges, this.taxonomy) = (sounds, judges, taxonomy);
        Labels = [.. sounds.Select(s => s.Class)];
        int classes = taxonomy.Classes.Count;
        mean = [.. Enumerable.Range(0, sounds.Count).Select(i => Enumerable.Range(0, classes).Select(c => judges.Average(j => j.Probabilities[i][c])).ToArray())];
        Confident = ConfidentLearning.Of(mean, Labels);
        (shares, own, other) = Neighbours.Of(embeddings, Labels, classes, cancellation);
        outer = [.. Enumerable.Range(0, classes).Select(OuterDistance)];
        conflicts = Conflicts(fingerprints);
        Quality = [.. Enumerable.Range(0, sounds.Count).Select(i => 0.5 * (mean[i][Labels[i]] + shares[i][Labels[i]]) * (conflicts[i].Count > 0 ? 0.5 : 1))];
    }

    /// <summary>Class of each sound.</summary>
    public int[] Labels { get; }

    /// <summary>The judges' mean probabilities, counted.</summary>
    public ConfidentLearning Confident { get; }

    /// <summary>Label quality of each sound; see <see cref="AuditFinding.Quality"/>.</summary>
    public double[] Quality { get; }

    /// <summary>Class that the judges think likeliest for each sound.</summary>
    public int[] Likeliest => Array.ConvertAll(mean, p => Array.IndexOf(p, p.Max()));

    /// <summary>The sounds that there is a reason to doubt, worst first.</summary>
    public IReadOnlyList<AuditFinding> Findings() => [.. Enumerable.Range(0, sounds.Count).OrderBy(i => Quality[i]).Select(Find).Where(f => f.Reasons.Count > 0)];

    private AuditFinding Find(int i)
    {
        var votes = Enumerable.Range(0, mean[i].Length).Select(c => c == Labels[i] ? -1 : mean[i][c] + shares[i][c]).ToArray();
        int suggested = Array.IndexOf(votes, votes.Max());
        return new AuditFinding(
            sounds[i].Path, sounds[i].Path.Split('/')[0], Name(Labels[i]), sounds[i].Subclass < 0 ? null : taxonomy.Subclasses[sounds[i].Subclass].Name, Name(suggested),
            Math.Round(Quality[i], 4), Of(i, Labels[i]), Of(i, suggested), [.. Reasons(i)]);
    }

    private Dictionary<string, double> Of(int sound, int @class)
    {
        var all = judges.ToDictionary(j => j.Name, j => Math.Round((double)j.Probabilities[sound][@class], 4));
        all["neighbours"] = Math.Round((double)shares[sound][@class], 4);
        return all;
    }

    private IEnumerable<AuditReason> Reasons(int i)
    {
        int label = Labels[i], truth = Confident.Truth[i];
        if (truth >= 0 && truth != label)
            yield return new AuditReason("model", $"classifiers that never heard its library say {Name(truth)} with {mean[i][truth]:0.00}, {Name(label)} with {mean[i][label]:0.00}");
        int near = Array.IndexOf(shares[i], shares[i].Max());
        if (near != label && shares[i][near] >= ManyNeighbours)
            yield return new AuditReason("neighbours", $"{shares[i][near]:P0} of its nearest neighbours are {Name(near)}, {shares[i][label]:P0} {Name(label)}");
        foreach (var (sound, distance) in conflicts[i].Take(3))
            yield return new AuditReason("duplicate", $"nearly the same sound ({distance} of {Fingerprint.BitCount} bits differ) is {Name(Labels[sound])}: {sounds[sound].Path}");
        if (own[i] > other[i] && own[i] >= outer[label])
            yield return new AuditReason("outlier", $"far from its class: {own[i]:0.00} from the nearest {Name(label)}, {other[i]:0.00} from the nearest of other classes");
    }

    /// <summary>Distance from which on a sound is among the outermost of a class.</summary>
    private float OuterDistance(int @class)
    {
        float[] distances = [.. Enumerable.Range(0, own.Length).Where(i => Labels[i] == @class).Select(i => own[i]).Order()];
        return distances.Length == 0 ? float.PositiveInfinity : distances[Math.Min(distances.Length - 1, (int)(distances.Length * (1 - OuterShare)))];
    }

    /// <summary>For each sound, near-duplicates of another class, the nearest first.</summary>
    private List<(int, int)>[] Conflicts(IReadOnlyList<byte[]?> fingerprints)
    {
        var index = new FingerprintIndex();
        var soundOf = new List<int>();
        for (int i = 0; i < fingerprints.Count; i++)
        {
            if (fingerprints[i] is not { } bytes) continue;
            index.Add(Fingerprint.FromBytes(bytes));
            soundOf.Add(i);
        }

        var found = Enumerable.Range(0, fingerprints.Count).Select(_ => new List<(int, int)>()).ToArray();
        for (int position = 0; position < soundOf.Count; position++)
            foreach (var match in index.FindAll(index[position], Fingerprint.SameDistance))
                if (Labels[soundOf[match.Position]] != Labels[soundOf[position]]) found[soundOf[position]].Add((soundOf[match.Position], match.Distance));
        return found;
    }

    private string Name(int @class) => taxonomy.Classes[@class].Name;
}
