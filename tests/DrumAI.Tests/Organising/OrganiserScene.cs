using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

/// <summary>Three sounds in a folder, and what organises them into another.</summary>
public abstract class OrganiserScene : IDisposable
{
    private protected readonly FileTree tree = new();
    private protected readonly List<OrganisedSound> sounds = [];

    protected OrganiserScene()
    {
        Add("a.wav", "Kick");
        Add("kit/a.wav", "Kick");
        Add("deep/c.wav", "Snare");
    }

    public static TheoryData<TransferMode> Modes => [.. Enum.GetValues<TransferMode>()];

    /// <summary>Each way, on one file system and, where files have to be copied for a move, as if on two.</summary>
    public static TheoryData<TransferMode, bool> ModesAndSystems => new(
        (TransferMode.Copy, true), (TransferMode.HardLink, true), (TransferMode.SymbolicLink, true), (TransferMode.Move, true), (TransferMode.Move, false));

    private protected string ManifestPath => tree.Of("out/manifest.jsonl");

    public void Dispose()
    {
        tree.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Add(string relative, string @class)
    {
        tree.Write("in/" + relative, "in/" + relative);
        sounds.Add(tree.Sound(relative, @class));
    }

    private protected Manifest Begin(TransferMode mode, ManifestEvent? then = null)
    {
        var plan = OrganisePlanner.Plan(sounds, tree.Options(mode), TestContext.Current.CancellationToken);
        var manifest = Manifest.Create(ManifestPath, tree.Of("in"), tree.Of("out"), mode, plan);
        if (then is { } line) manifest.Write(new ManifestLine(line) { Item = 0, To = plan[0].Target });
        return manifest;
    }

    /// <summary>Runs as far as some steps; false where that is all the way.</summary>
    private protected bool CrashAfter(int steps, TransferMode mode, bool canLink)
    {
        int left = steps;
        using var manifest = Begin(mode);
        try
        {
            new Organiser(Linker(canLink), () => _ = left-- > 0 ? 0 : throw new CrashException()).Run(manifest, null, TestContext.Current.CancellationToken);
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private protected IReadOnlyList<ManifestItem> Undo(bool canLink = true)
    {
        using var manifest = Manifest.Open(ManifestPath);
        return new OrganiseUndo(Linker(canLink), () => { }).Run(manifest, null, TestContext.Current.CancellationToken);
    }

    private protected static Organiser Organiser(bool canLink) => new(Linker(canLink), () => { });

    private protected static Func<string, string, LinkOutcome> Linker(bool canLink) => canLink ? HardLink.TryCreate : (_, _) => LinkOutcome.Impossible;

    private protected bool TryLink(string link, string target)
    {
        try
        {
            File.CreateSymbolicLink(tree.Of(link), tree.Of(target));
            return true;
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private protected string[] Describe() => FileTree.Describe(tree.Root, p => p != ManifestPath);

    private protected string[] Files(string folder) => !Directory.Exists(tree.Of(folder)) ? [] :
        [.. Directory.EnumerateFiles(tree.Of(folder), "*", SearchOption.AllDirectories).Where(f => f != ManifestPath)
            .Select(f => Path.GetRelativePath(tree.Of(folder), f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private protected sealed class CrashException : Exception;
}
