using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Organising;
using DrumAI.Classification;
using DrumAI.Cli.Output;
using DrumAI.Cli.Sounds;
using DrumAI.Files;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>One run of <c>drumai organise</c>: hears what is not known yet, plans, and puts every sound in its place.</summary>
internal sealed class OrganiseRun(OrganiseArguments arguments, Terminal terminal)
{
    private readonly string source = Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Source));
    private readonly string destination = Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Destination));
    private readonly ConcurrentDictionary<string, bool> liesInDestination = new(StringComparer.Ordinal);

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (FindProblem() is { } problem)
        {
            await terminal.Error.WriteLineAsync($"drumai organise: {problem}");
            return ExitCode.Usage;
        }

        var sounds = new List<OrganisedSound>();
        int exitCode = await HearAsync(sounds, cancellation);
        var options = new OrganiseOptions(Path.GetFileName(source), destination, arguments.By, arguments.Mode, arguments.ReviewBelow);
        var plan = OrganisePlanner.Plan(sounds, options, cancellation);
        using var report = new OrganiseReport(terminal, arguments.Format);
        if (arguments.IsDryRun)
        {
            foreach (var transfer in plan) report.Plan(transfer);
            report.EndPlan(plan);
            return exitCode;
        }

        foreach (var transfer in plan.Where(t => t.IsAlreadyThere)) report.AlreadyThere(transfer);
        if (plan.All(t => t.IsAlreadyThere))
        {
            report.NothingToDo(plan.Count);
            return exitCode;
        }

        using var manifest = Manifest.Create(arguments.ManifestPath ?? NewManifestPath(), source, destination, arguments.Mode, plan);
        return Math.Max(exitCode, new TransferRun(arguments.Format, terminal).Run(manifest, report, cancellation));
    }

    private string? FindProblem()
    {
        if (!Directory.Exists(source)) return $"{arguments.Source} is no folder.";
        if (File.Exists(destination)) return $"{arguments.Destination} is a file, not a folder.";
        return RealPath.Of(source) is { } real && real == RealPath.Of(destination) ? "SOURCE and DEST are one folder." : null;
    }

    private string NewManifestPath()
    {
        string stem = $"organise-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}";
        for (int number = 1; ; number++)
        {
            string path = Path.Join(destination, SafeName.Of(stem + ".jsonl", number));
            if (!File.Exists(path)) return path;
        }
    }

    /// <summary>The class of every sound: as the catalogue has it, otherwise as the model hears it.</summary>
    private async Task<int> HearAsync(List<OrganisedSound> sounds, CancellationToken cancellation)
    {
        using var classifier = DrumClassifier.Load(arguments.ModelDirectory);
        using var catalogue = File.Exists(Path.Join(arguments.DataFolder, SampleCatalogue.FileName)) ? SampleCatalogue.Open(arguments.DataFolder) : null;
        using var known = catalogue is null ? null : new KnownSounds(catalogue);
        using var work = new SoundWork<OrganisedSound>([source], arguments.ThreadCount, terminal)
        {
            Wants = path => !LiesInDestination(path),
            Read = path => new SoundRow<OrganisedSound>(path, Hear(path, classifier, known), []),
            Write = row =>
            {
                if (row.Result is { } sound) sounds.Add(sound);
                else terminal.Error.WriteLine($"drumai: {CellText.Printable(row.Path)}: {row.Error?.Message}");
            },
        };
        return await work.RunAsync(cancellation);
    }

    private OrganisedSound Hear(string path, DrumClassifier classifier, KnownSounds? known)
    {
        string relative = Path.GetRelativePath(source, path);
        if (known?.Find(path) is { } sound) return new OrganisedSound(path, relative, sound.Class, sound.Subclass, sound.Confidence, sound.IsLoop);
        var prediction = classifier.Classify(AudioFile.Read(path).Pcm);
        return new OrganisedSound(path, relative, prediction.Class, prediction.Subclass, prediction.Confidence, prediction.Kind == SoundKind.Loop);
    }

    /// <summary>What was sorted before is not sorted again: the destination may lie within the source, and links may lead to it.</summary>
    private bool LiesInDestination(string path) => liesInDestination.GetOrAdd(Path.GetDirectoryName(path)!, folder =>
        RealPath.Of(destination) is { } sorted && RealPath.Of(folder) is { } real && RealPath.Contains(sorted, real)
        && !(RealPath.Of(source) is { } all && RealPath.Contains(sorted, all)));
}
