namespace DrumAI.Components.Tests.Client;

/// <summary>Where the sources lie.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Client { get; } = Path.Combine(Root, "src", "DrumAI.Components", "client");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not lie within the repository.");
    }
}
