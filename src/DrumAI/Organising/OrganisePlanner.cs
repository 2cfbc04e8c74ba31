using DrumAI.Search;

namespace DrumAI.Organising;

/// <summary>Decides where every sound goes, and touches nothing.</summary>
public static class OrganisePlanner
{
    /// <summary>Receives the sounds whose class is not sure enough.</summary>
    public const string ReviewFolder = "Review";

    /// <summary>Receives loops, of which a class says little.</summary>
    public const string LoopFolder = "Loops";

    /// <summary>Where each sound goes. No two go to one place, and none to where something else lies.</summary>
    /// <param name="sounds">The sounds, in the order in which they choose their names.</param>
    /// <param name="options">How they are to be sorted.</param>
    /// <param name="cancellation">Stops between two sounds.</param>
    /// <exception cref="IOException">The destination cannot be read.</exception>
    public static IReadOnlyList<PlannedTransfer> Plan(IEnumerable<OrganisedSound> sounds, OrganiseOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        ArgumentNullException.ThrowIfNull(options);
        var destination = new DestinationTree(options.Destination);
        var kits = new Dictionary<string, string>(StringComparer.Ordinal);
        var plan = new List<PlannedTransfer>();
        foreach (var sound in sounds)
        {
            cancellation.ThrowIfCancellationRequested();
            string folder = options.Destination;
            foreach (string name in FoldersOf(sound, options, kits)) folder = destination.FolderNamed(folder, name);
            plan.Add(Place(sound, folder, options.Mode, destination));
        }

        return plan;
    }

    private static IEnumerable<string> FoldersOf(OrganisedSound sound, OrganiseOptions options, Dictionary<string, string> kits)
    {
        if (sound.Confidence < options.ReviewBelow) yield return ReviewFolder;
        else if (sound.IsLoop) yield return LoopFolder;
        if (options.By == FolderScheme.Kit)
        {
            string folder = Path.GetDirectoryName(sound.RelativePath) ?? "";
            if (!kits.TryGetValue(folder, out string? kit)) kits[folder] = kit = KitOf(folder, options.SourceName);
            yield return kit;
        }

        yield return sound.Class;
        if (options.By == FolderScheme.Subclass && sound.Subclass is not null) yield return sound.Subclass;
    }

    /// <summary>A kit is called like its folders, but for those that only name a class: sounds of <c>TR-808/Kicks</c> are of the kit TR-808.</summary>
    private static string KitOf(string relativeFolder, string sourceName)
    {
        string[] names = [.. relativeFolder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(n => !NamesAClass(n))];
        return names.Length == 0 ? sourceName : string.Join(" - ", names);
    }

    private static bool NamesAClass(string folder)
    {
        var terms = TextQuery.Parse(string.Join(' ', LetterFolding.Words(folder))).Terms;
        return terms.Any(t => t.Kind == QueryTermKind.Class) && terms.All(t => t is { Kind: QueryTermKind.Class or QueryTermKind.Filler, IsCorrected: false });
    }

    private static PlannedTransfer Place(OrganisedSound sound, string folder, TransferMode mode, DestinationTree destination)
    {
        string fileName = Path.GetFileName(sound.Path);
        for (int number = 1; ; number++)
        {
            string target = Path.Join(folder, SafeName.Of(fileName, number));
            if (destination.TryClaim(target)) return new PlannedTransfer(sound, target, IsAlreadyThere: false);
            if (destination.ExistsAs(target) is { } existing && IsSame(sound.Path, existing, mode)) return new PlannedTransfer(sound, existing, IsAlreadyThere: true);
        }
    }

    /// <summary>Whether what lies at the target is what would be put there. A file is never moved onto its like: that would remove one of two.</summary>
    private static bool IsSame(string source, string existing, TransferMode mode) => mode switch
    {
        _ when string.Equals(source, existing, StringComparison.Ordinal) => true,
        TransferMode.Move => false,
        TransferMode.SymbolicLink => new FileInfo(existing).LinkTarget == source,
        _ => new FileInfo(existing).LinkTarget is null && FileContent.Compare(existing, source) == ContentRelation.Equal,
    };
}
