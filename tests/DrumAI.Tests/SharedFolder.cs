namespace DrumAI.Tests;

/// <summary>
/// The folder of sounds and golden values that lies beside the repository, not in it. Tests that need it are skipped where it is absent.
/// </summary>
public static class SharedFolder
{
    /// <summary>Its path: <c>DRUMAI_SHARED</c>, or the folder <c>shared</c> beside the repository root; null where there is none.</summary>
    public static string? Root { get; } = Find();

    /// <summary>The path of something in it; the running test is skipped where it is not there.</summary>
    public static string Require(params string[] parts)
    {
        string relative = Path.Combine(parts);
        Assert.SkipWhen(Root is null, "There is no folder `shared` beside the repository, and DRUMAI_SHARED names none.");
        string path = Path.Combine(Root!, relative);
        Assert.SkipUnless(Path.Exists(path), $"The shared folder holds no {relative}.");
        return path;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DRUMAI_SHARED") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) folder = folder.Parent;
        if (folder?.Parent is null) return null;
        string beside = Path.Combine(folder.Parent.FullName, "shared");
        return Directory.Exists(beside) ? beside : null;
    }
}
