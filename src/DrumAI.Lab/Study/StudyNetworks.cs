using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>Our own networks, as <c>drumai-lab train</c> left them: what those that learnt without a fold say of every sound, and where they put it.</summary>
internal sealed class StudyNetworks
{
    private readonly LabelledSet set;
    private readonly StudyPlaces places;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, float[][]> said = [];

    private StudyNetworks(LabelledSet set, StudyPlaces places, TrainingOptions options, CancellationToken cancellation)
    {
        (this.set, this.places, Options, this.cancellation) = (set, places, options, cancellation);
        Folder = new TrainingFolder(places.Training);
    }

    /// <summary>Options of their training.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Tells these networks from others: their options, and when they were written.</summary>
    public string Identity => string.Join(
        ' ', new DirectoryInfo(places.Training).GetFiles("*.net").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks:x}").Prepend($"{Options}"));

    private TrainingFolder Folder { get; }

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    private static int Length => Taxonomy.Classes.Count + Taxonomy.Subclasses.Count + DrumNet.EmbeddingLength;

    /// <summary>Opens the folder.</summary>
    /// <exception cref="InvalidDataException">It holds no runs, or runs with other data, or with another random split.</exception>
    public static StudyNetworks Open(LabelledSet set, StudyPlaces places, int seed, CancellationToken cancellation)
    {
        var options = new TrainingFolder(places.Training).Claimed(set);
        if (options.Seed != seed) throw new InvalidDataException($"The runs in {places.Training} have the seed {options.Seed}, and so another random split than the study's {seed}.");
        return new StudyNetworks(set, places, options, cancellation);
    }

    /// <summary>Pictures and the teacher's descriptions of all sounds and their variants.</summary>
    public SpectrogramBank OpenBank() => SpectrogramBank.OpenMade(set, Folder.Bank, Options);

    /// <summary>What they answer for every sound: the mean of their logits, as the shipped model takes it.</summary>
    public Answers Answer(TrainingRun run)
    {
        float[][] rows = Say(run);
        int classes = Taxonomy.Classes.Count, subclasses = Taxonomy.Subclasses.Count;
        long bytes = Members(run).Sum(r => new FileInfo(Folder.NetOf(r)).Length) / 2; // shipped as halves of floats
        return new Answers([.. rows.Select(r => r[..classes])], [.. rows.Select(r => r[classes..(classes + subclasses)])], bytes, 0);
    }

    /// <summary>Their embedding of every sound.</summary>
    public float[][] Embed(TrainingRun run) => [.. Say(run).Select(r => r[^DrumNet.EmbeddingLength..])];

    private TrainingRun[] Members(TrainingRun run)
    {
        TrainingRun[] members = [.. TrainingRun.Plan(set, run.Protocol, Options).Where(r => r.Fold == run.Fold)];
        if (members.FirstOrDefault(r => !File.Exists(Folder.NetOf(r))) is { } missing) throw new InvalidDataException($"{Folder.NetOf(missing)} is not there; drumai-lab train makes it.");
        return members;
    }

    /// <summary>Class logits, sub-class logits and embedding of every sound; kept in a file, since it takes a minute a fold.</summary>
    private float[][] Say(TrainingRun run)
    {
        if (said.TryGetValue(run.Name, out float[][]? rows)) return rows;
        var members = Members(run);
        string path = Path.Combine(places.Made, $"networks-{run.Name}-{File.GetLastWriteTimeUtc(Folder.NetOf(members[0])).Ticks:x}.rows");
        if (!File.Exists(path)) MatrixFile.Write(path, Run(members));
        return said[run.Name] = MatrixFile.Read(path, set.Sounds.Count, Length);
    }

    private float[][] Run(TrainingRun[] members)
    {
        using var bank = OpenBank();
        var maps = new MapMaker(set, bank, Folder, Options, cancellation);
        int[] everything = [.. Enumerable.Range(0, set.Sounds.Count)];
        var parts = new List<NetScores[]>();
        foreach (var member in members)
        {
            cancellation.ThrowIfCancellationRequested();
            using var net = maps.Load(member);
            parts.Add([.. new NetPredictor(net, bank).Predict(everything)]);
            Console.Error.WriteLine($"{member.Name}: asked about every sound");
        }

        float share = 1 / MathF.Sqrt(members.Length);
        return [.. everything.Select(i => (float[])
        [
            .. Mean(p => p[i].ClassLogits), .. Mean(p => p[i].SubclassLogits), .. parts.SelectMany(p => p[i].Embedding, (_, x) => x * share),
        ])];

        IEnumerable<float> Mean(Func<NetScores[], float[]> of)
        {
            float[][] rows = [.. parts.Select(of)];
            return rows[0].Select((_, c) => rows.Average(r => r[c]));
        }
    }
}
