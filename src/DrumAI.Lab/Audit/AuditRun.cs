using System.Text.Json;
using DrumAI.Data;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab.Audit;

/// <summary>Carries out <c>drumai-lab audit</c>.</summary>
/// <param name="database">The store, filled.</param>
/// <param name="name">Name of the set in it.</param>
/// <param name="set">The set as it was labelled.</param>
/// <param name="models">Embedders of the judges.</param>
/// <param name="corrections">File of decisions; need not exist yet.</param>
/// <param name="predictions">Predictions of networks by library, one judge more; or null.</param>
/// <param name="seed">Seed of all draws.</param>
internal sealed class AuditRun(DrumDatabase database, string name, LabelledSet set, IReadOnlyList<string> models, string corrections, string? predictions, int seed)
{
    private const int ConfusionCount = 20;
    private static readonly double[] WorstShares = [0.05, 0.1, 0.2];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static DrumTaxonomy Taxonomy => DrumTaxonomy.Default;

    private IReadOnlyList<LabelCorrection> Decided => field ??= File.Exists(corrections) ? CorrectionsFile.Read(corrections, Taxonomy) : [];

    /// <summary>Audits the set with its corrections so far, and writes <c>audit.json</c> and <c>audit.html</c>.</summary>
    /// <param name="output">Folder for both.</param>
    /// <param name="count">How many sounds, the worst, are on the page.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task WriteAsync(string output, int count, CancellationToken cancellation)
    {
        var data = await LoadAsync(Decided, cancellation);
        var audit = data.Audit([.. data.Sounds.Select(s => s.Class)], predictions, seed, cancellation);
        var known = Decided.Select(c => c.Path).ToHashSet(StringComparer.Ordinal);
        var report = Report(audit, data.Sounds.Count, [.. audit.Findings().Where(f => !known.Contains(f.Path))]);
        Directory.CreateDirectory(output);
        string json = Path.Combine(output, "audit.json"), page = Path.Combine(output, "audit.html");
        await File.WriteAllTextAsync(json, JsonSerializer.Serialize(report, Json), cancellation);
        AuditPage.Write(page, set.Folder, report, AuditRounds.Read(corrections), count, cancellation);
        Tell(report);
        Console.Error.WriteLine($"wrote {json} and {page}");
    }

    /// <summary>Takes decisions into the corrections file as another round, and tells what they change.</summary>
    /// <exception cref="InvalidDataException">A decision is on a sound that the set does not have, or on a label that it does not bear.</exception>
    public async Task DecideAsync(IReadOnlyList<LabelCorrection> decisions, CancellationToken cancellation)
    {
        if (decisions.Count == 0)
        {
            Console.Error.WriteLine("there is nothing to decide");
            return;
        }

        Check(decisions);
        int round = Decided.Select(c => c.Round).DefaultIfEmpty(0).Max() + 1;
        LabelCorrection[] fresh = [.. decisions.Select(d => d with { Round = round })];
        var replaced = fresh.Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        LabelCorrection[] all = [.. Decided.Where(c => !replaced.Contains(c.Path)), .. fresh];
        var (before, doubted, sounds) = await ScoreAsync(Decided, cancellation);
        var (after, _, _) = await ScoreAsync(all, cancellation);
        CorrectionsFile.Write(corrections, all);
        AuditRounds.Append(corrections, round, sounds, doubted, fresh, before, after);
        Console.Out.WriteLine($"round {round}: {fresh.Length} decisions\nbefore: {before}\nafter:  {after}");
        Console.Error.WriteLine($"wrote {corrections} and {AuditRounds.PathOf(corrections)}");
    }

    /// <summary>Decisions on the sounds that every judge and the neighbours agree on; see <see cref="ConfidentDecisions"/>.</summary>
    public async Task<IReadOnlyList<LabelCorrection>> ConfidentAsync(CancellationToken cancellation)
    {
        var data = await LoadAsync(Decided, cancellation);
        var audit = data.Audit([.. data.Sounds.Select(s => s.Class)], predictions, seed, cancellation);
        var known = Decided.Select(c => c.Path).ToHashSet(StringComparer.Ordinal);
        return ConfidentDecisions.Of(audit.Findings().Where(f => !known.Contains(f.Path)));
    }

    /// <summary>Puts wrong labels in, and tells how many of them lie among the worst.</summary>
    public async Task InjectAsync(double share, int trials, CancellationToken cancellation)
    {
        var data = await LoadAsync(Decided, cancellation);
        int[] labels = [.. data.Sounds.Select(s => s.Class)];
        for (int trial = 0; trial < trials; trial++)
        {
            var (spoilt, wrong) = NoiseTrial.Inject(labels, share, seed + trial);
            var audit = data.Audit(spoilt, predictions: null, seed, cancellation);
            string found = string.Join(", ", WorstShares.Select(worst => $"{NoiseTrial.Found(audit.Quality, wrong, worst):P1} in the worst {worst:P0}"));
            Console.Out.WriteLine($"seed {seed + trial}: {wrong.Count} of {labels.Length} labels made wrong; of these {found}");
        }
    }

    /// <summary>What training on corrected labels changes: classifiers by library, learnt from the labels as they were and as corrected, both asked about the corrected ones.</summary>
    public async Task CompareAsync(CancellationToken cancellation)
    {
        var data = await LoadAsync(Decided, cancellation);
        var original = set.Sounds.ToDictionary(s => s.Path, s => s.Class, StringComparer.Ordinal);
        int[] corrected = [.. data.Sounds.Select(s => s.Class)], before = [.. data.Sounds.Select(s => original[s.Path])];
        foreach (var (what, labels) in new[] { ("as they were", before), ("corrected", corrected) })
        {
            var answers = data.Audit(labels, predictions: null, seed, cancellation).Likeliest;
            Console.Out.WriteLine($"learnt from labels {what}: on labels as they were: {AuditScores.Of(answers, before)}; on corrected ones: {AuditScores.Of(answers, corrected)}");
        }
    }

    private async Task<(AuditScores Scores, int Doubted, int Sounds)> ScoreAsync(IReadOnlyList<LabelCorrection> decided, CancellationToken cancellation)
    {
        var data = await LoadAsync(decided, cancellation);
        var audit = data.Audit([.. data.Sounds.Select(s => s.Class)], predictions: null, seed, cancellation);
        var known = decided.Select(c => c.Path).ToHashSet(StringComparer.Ordinal);
        return (AuditScores.Of(audit.Likeliest, audit.Labels), audit.Findings().Count(f => !known.Contains(f.Path)), data.Sounds.Count);
    }

    private Task<AuditData> LoadAsync(IReadOnlyList<LabelCorrection> decided, CancellationToken cancellation) => AuditData.LoadAsync(database, name, set.With(decided, Taxonomy), models, cancellation);

    private AuditReport Report(LabelAudit audit, int sounds, AuditFinding[] findings)
    {
        string[] names = [.. Taxonomy.Classes.Select(c => c.Name)];
        var confusions = audit.Confident.Joint.SelectMany((row, i) => row.Select((count, j) => (i, j, count))).Where(c => c.i != c.j && c.count > 0)
            .OrderByDescending(c => c.count).Take(ConfusionCount).Select(c => new AuditConfusion(names[c.i], names[c.j], c.count));
        string[] judges = predictions is null ? [.. models] : [.. models, "predictions"];
        return new AuditReport(name, sounds, Decided.Count, judges, AuditScores.Of(audit.Likeliest, audit.Labels), Math.Round(audit.Confident.NoiseRate(audit.Labels), 4), [.. confusions], findings);
    }

    private static void Tell(AuditReport report)
    {
        var output = Console.Out;
        output.WriteLine($"{report.Sounds} sounds, {report.Corrections} decisions applied; judges {string.Join(", ", report.Judges)}: {report.Scores}");
        output.WriteLine($"of the sounds that judges place confidently, {report.NoiseRate:P1} are labelled otherwise (their own errors among it); {report.Findings.Count} sounds are doubted and not decided on:");
        foreach (var source in report.Findings.GroupBy(f => f.Source).OrderByDescending(g => g.Count()))
            output.WriteLine($"{source.Count(),6}  {source.Key}: {string.Join(", ", source.SelectMany(f => f.Reasons.Select(r => r.Kind).Distinct()).GroupBy(k => k).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"))}");
    }

    /// <summary>A decision is on the label that the set gives, or on the one that an earlier round gave; keeping is always the set's own.</summary>
    private void Check(IEnumerable<LabelCorrection> decisions)
    {
        var labels = set.Sounds.ToDictionary(s => s.Path, s => Taxonomy.Classes[s.Class].Name, StringComparer.Ordinal);
        var earlier = Decided.Where(c => c.Action == CorrectionAction.Relabel).ToDictionary(c => c.Path, c => c.Class, StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            if (!labels.TryGetValue(decision.Path, out string? label)) throw new InvalidDataException($"The set has no {decision.Path}.");
            if (label != decision.From && earlier.GetValueOrDefault(decision.Path) != decision.From)
                throw new InvalidDataException($"{decision.Path} is {label}, not {decision.From}: that decision was made on other labels.");
        }
    }
}
