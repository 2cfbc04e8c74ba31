using DrumAI.Classification;

namespace DrumAI.EndToEnd;

/// <summary>The model that comes with the program, as another version of it: a folder that a service can hear with.</summary>
public sealed class NewerModel : IDisposable
{
    public NewerModel()
    {
        var shipped = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(System.IO.Path.DirectorySeparatorChar));
        string source = System.IO.Path.Combine(shipped.Parent!.Parent!.FullName, "DrumAI.Cli", shipped.Name, "models", "default");
        var card = ModelCard.Read(source) with { Version = "newer" };
        foreach (string name in card.Files.Keys) File.Copy(System.IO.Path.Combine(source, name), System.IO.Path.Combine(Path, name));
        card.Write(Path);
        Id = card.Id;
    }

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("drumai-newer-").FullName;

    /// <summary>Name and version.</summary>
    public string Id { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
