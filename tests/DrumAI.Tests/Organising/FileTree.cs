using DrumAI.Identity;
using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

/// <summary>A temporary folder, and what lies in it.</summary>
internal sealed class FileTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("drumai-organise-").FullName;

    public string Of(string relative) => Path.Join(Root, relative);

    public string Write(string relative, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Of(relative))!);
        File.WriteAllText(Of(relative), content);
        return Of(relative);
    }

    /// <summary>Every file below a folder with its content, every link with its target, every folder.</summary>
    public string[] Describe(string relative = "") => Describe(Of(relative), _ => true);

    public static string[] Describe(string folder, Func<string, bool> wanted) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(i => wanted(i.FullName))
            .Select(i => Path.GetRelativePath(folder, i.FullName).Replace('\\', '/')
                + (i is DirectoryInfo ? "/" : i.LinkTarget is { } target ? " -> " + target : " = " + ContentHash.OfFile(i.FullName)[..8]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A sound of this tree's folder <c>in</c>.</summary>
    public OrganisedSound Sound(string relative, string @class, string? subclass = null, double confidence = 1, bool isLoop = false) =>
        new(Of("in/" + relative), relative.Replace('/', Path.DirectorySeparatorChar), @class, subclass, confidence, isLoop);

    public OrganiseOptions Options(TransferMode mode, FolderScheme by = FolderScheme.Class) => new("in", Of("out"), by, mode);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
