using System.Text.Json;
using DrumAI.Classification;

namespace DrumAI.Catalogue.Models;

/// <summary>
/// The models that were fetched for a library, <c>models/NAME</c> in its data folder, and which of them hears it: <c>models/in-use.json</c>. Without that file it is the
/// one that came with the program.
/// </summary>
public sealed class LibraryModels
{
    private readonly string folder;

    /// <param name="dataFolder">The library's data folder.</param>
    public LibraryModels(string dataFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        folder = Path.Combine(dataFolder, "models");
    }

    private string ChoiceFile => Path.Combine(folder, "in-use.json");

    /// <summary>Which model is in use. What cannot be read, or names a model that is gone, means the one that came with the program.</summary>
    public LibraryModelChoice Choice
    {
        get
        {
            try
            {
                var choice = File.Exists(ChoiceFile) ? JsonSerializer.Deserialize<LibraryModelChoice>(File.ReadAllText(ChoiceFile)) : null;
                return choice is null || (choice.Current is { } name && !Directory.Exists(FolderOf(name))) ? new LibraryModelChoice() : choice;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                return new LibraryModelChoice();
            }
        }
    }

    /// <summary>Folder of the model in use.</summary>
    public string FolderInUse => FolderOf(Choice.Current);

    /// <summary>Folder of a model, whether it is there or not; null for the one that came with the program.</summary>
    /// <exception cref="CatalogueException">This is no name of a model.</exception>
    public string FolderOf(string? name) => name is null ? DrumClassifier.DefaultModelDirectory : Path.Combine(folder, Checked(name));

    /// <summary>Has another model hear the library from now on; the one before can be gone back to.</summary>
    public void Choose(string? name)
    {
        var before = Choice;
        Directory.CreateDirectory(folder);
        string draft = ChoiceFile + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(new LibraryModelChoice(name, before.Current, HasPrevious: true)));
        File.Move(draft, ChoiceFile, overwrite: true);
    }

    /// <summary>A name comes from elsewhere and becomes a folder's: nothing in it may lead out of ours.</summary>
    private static string Checked(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.StartsWith('.')
            ? name
            : throw new CatalogueException("This is no name of a model.");
}
