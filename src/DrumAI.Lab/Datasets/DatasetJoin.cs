using System.Globalization;
using DrumAI.Audio;
using DrumAI.Files;
using DrumAI.Identity;
using DrumAI.Lab.Labelling;
using DrumAI.Lab.Splits;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Datasets;

/// <summary>
/// Makes a larger pool out of a labelled one and of data sets that were pulled: their sounds labelled by their definitions, without what is no one-shot, what sounds like a sound that is there
/// already, and what names contradict each other about. Kin of a library of the pool go into its group and fold; strangers into the fold that has the fewest sounds.
/// </summary>
/// <param name="pool">Folder with labels.csv (with source and kit) and folds.csv.</param>
/// <param name="tell">Told what is done, line by line.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class DatasetJoin(string pool, Action<string> tell, CancellationToken cancellation)
{
    private const double ShortestSeconds = 0.005, LongestSeconds = 12;

    private static readonly ThreadLocal<Fingerprinter> Fingerprinters = new(() => new Fingerprinter());

    private readonly KinRules kin = KinRules.Shipped();

    /// <summary>Joins data sets to the pool, in a new folder that links to the sounds where they lie.</summary>
    /// <param name="folders">The data sets' folders, each with the definition to label it by.</param>
    /// <param name="output">Folder to make; must not hold a pool yet.</param>
    /// <exception cref="IOException">A folder cannot be read, or links cannot be made.</exception>
    /// <exception cref="InvalidDataException">The pool lacks a table or a column, or the output is in use.</exception>
    public void Write(IReadOnlyList<(string Folder, DatasetDefinition Definition)> folders, string output)
    {
        if (File.Exists(Path.Combine(output, "labels.csv"))) throw new InvalidDataException($"{output} holds a pool already.");
        PoolSound[] known = [.. Listen(ReadPool()).Sounds];
        var all = new Joined(known);
        tell($"{known.Length} sounds in {pool}");
        var shelf = DatasetShelf.Shipped();
        var sources = known.Select(s => FirstFolder(s.Path)).Distinct(StringComparer.Ordinal).ToDictionary(s => s, s => Path.Combine(pool, s), StringComparer.Ordinal);
        foreach (var (folder, definition) in folders)
        {
            string place = NameFor(definition.Name, sources.Keys);
            sources.Add(place, folder);
            var (heard, refused) = Listen(Labelled(folder, definition, shelf, place));
            int joined = all.Add(heard, kin);
            tell($"{place}: {joined} sounds join, {heard.Count - joined} are there already, {refused} are no one-shots of {ShortestSeconds * 1000:0} ms to {LongestSeconds:0} s");
        }

        Directory.CreateDirectory(output);
        foreach (var (place, folder) in sources) Directory.CreateSymbolicLink(Path.Combine(output, place), Path.GetFullPath(folder));
        Csv.WriteTable(Path.Combine(output, "folds.csv"), "path,group,fold", all.Sounds.Select(s => Csv.ToRecord(s.Path, s.Group, s.Fold.ToString(CultureInfo.InvariantCulture))));
        Csv.WriteTable(Path.Combine(output, "labels.csv"), "path,class,subclass,subclass_basis,source,kit", all.Sounds.Select(s => Csv.ToRecord(s.Path, s.Class, s.Subclass, s.Basis, s.Source, s.Kit)));
        tell($"{all.Sounds.Count} sounds in {output}");
    }

    private IReadOnlyList<PoolSound> ReadPool()
    {
        var folds = Csv.ReadTable(Path.Combine(pool, "folds.csv"), "path", "group", "fold").ToDictionary(r => r[0], StringComparer.Ordinal);
        return [.. Csv.ReadTable(Path.Combine(pool, "labels.csv"), "path", "class", "subclass", "subclass_basis", "source", "kit").Select(r =>
        {
            if (!folds.TryGetValue(r[0], out string[]? place) || !int.TryParse(place[2], CultureInfo.InvariantCulture, out int fold)) throw new InvalidDataException($"folds.csv has no fold for {r[0]}.");
            return new PoolSound(r[0], Path.Combine(pool, r[0]), r[1], r[2], r[3], r[4], r[5]) { Group = place[1], Fold = fold };
        })];
    }

    private static IReadOnlyList<PoolSound> Labelled(string folder, DatasetDefinition definition, DatasetShelf shelf, string place)
    {
        var labeller = new Labeller(definition, shelf, DrumTaxonomy.Default);
        return [.. SoundWalk.Of([folder]).Where(f => f.Error is null && f.IsWanted()).Select(f => (f.Path, Decision: labeller.Decide(Path.GetRelativePath(folder, f.Path).Replace('\\', '/'))))
            .Where(f => f.Decision is { Class: not null, Contradiction: null, Excluded: null })
            .Select(f => new PoolSound($"{place}/{f.Decision.Path}", f.Path, f.Decision.Class!, f.Decision.Subclass ?? "", f.Decision.Basis, definition.Name, f.Decision.Kit))];
    }

    /// <summary>The sounds with their fingerprints, in their order; and how many are no one-shots. Those that were in the pool stay whatever they are.</summary>
    private (IReadOnlyList<PoolSound> Sounds, int Refused) Listen(IReadOnlyList<PoolSound> sounds)
    {
        var heard = new PoolSound?[sounds.Count];
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            bool isKnown = sounds[i].Group.Length > 0;
            try
            {
                var pcm = AudioFile.Read(sounds[i].File).Pcm;
                float[] mono = pcm.ToMono();
                double seconds = (double)mono.Length / pcm.SampleRate;
                var fingerprint = Fingerprinters.Value!.Compute(mono, pcm.SampleRate);
                if (isKnown || (fingerprint is not null && seconds is >= ShortestSeconds and <= LongestSeconds && LoopDetector.Detect(mono, pcm.SampleRate) == SoundKind.OneShot))
                    heard[i] = sounds[i] with { Fingerprint = fingerprint };
            }
            catch (AudioFormatException error) when (!isKnown)
            {
                tell($"{sounds[i].File}: {error.Message}");
            }
        });
        PoolSound[] kept = [.. heard.OfType<PoolSound>()];
        return (kept, sounds.Count - kept.Length);
    }

    private static string FirstFolder(string path) => path.Split('/')[0];

    /// <summary>A folder of the new pool for a data set: the definition's name, or that with a number where a folder is called so already.</summary>
    private static string NameFor(string name, Dictionary<string, string>.KeyCollection taken)
    {
        for (int i = 2; ; i++)
        {
            string candidate = i == 2 && !taken.Contains(name) ? name : $"{name}-{i}";
            if (!taken.Contains(candidate)) return candidate;
        }
    }

    /// <summary>The pool as it grows.</summary>
    private sealed class Joined
    {
        private readonly FingerprintIndex index = new();
        private readonly List<int> soundOf = [];

        public Joined(IReadOnlyList<PoolSound> known)
        {
            foreach (var sound in known) Take(sound);
        }

        public List<PoolSound> Sounds { get; } = [];

        /// <summary>Adds sounds of a data set, those that are kin together.</summary>
        /// <returns>How many were not there already.</returns>
        public int Add(IReadOnlyList<PoolSound> sounds, KinRules kin)
        {
            int before = Sounds.Count;
            foreach (var relatives in sounds.GroupBy(s => kin.GroupOf(s.Source, s.Kit), StringComparer.Ordinal).ToArray())
            {
                var (group, fold) = PlaceOf(relatives.Key, [.. relatives.Select(Twin).OfType<PoolSound>()], kin);
                foreach (var sound in relatives)
                    if (Twin(sound) is null) Take(sound with { Group = group, Fold = fold });
            }

            return Sounds.Count - before;
        }

        /// <summary>
        /// Where kin belong: with the sounds that they share with the pool; else with those of the pool that are called alike; else by themselves, in the fold that has the fewest sounds.
        /// </summary>
        private (string Group, int Fold) PlaceOf(string group, PoolSound[] twins, KinRules kin)
        {
            if (twins.Length > 0) return twins.CountBy(t => (t.Group, t.Fold)).MaxBy(g => g.Value).Key;
            if (Sounds.FirstOrDefault(s => kin.GroupOf(s.Source, s.Kit) == group) is { } relative) return (relative.Group, relative.Fold);
            return (group, Sounds.CountBy(s => s.Fold).MinBy(f => (f.Value, f.Key)).Key);
        }

        private PoolSound? Twin(PoolSound sound) => index.FindNearest(sound.Fingerprint!.Value) is { } match ? Sounds[soundOf[match.Position]] : null;

        private void Take(PoolSound sound)
        {
            if (sound.Fingerprint is { } fingerprint)
            {
                index.Add(fingerprint);
                soundOf.Add(Sounds.Count);
            }

            Sounds.Add(sound);
        }
    }
}
