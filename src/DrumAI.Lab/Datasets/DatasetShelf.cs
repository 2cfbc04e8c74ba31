using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumAI.Lab.Datasets;

/// <summary>The definitions that ship (the folder <c>datasets</c>, which the program carries beside itself), and those of a user's own files.</summary>
internal sealed class DatasetShelf
{
    /// <summary>Name of the definition for whatever no other definition knows.</summary>
    public const string General = "general";

    /// <summary>Lies in the same folder, and is no definition: which kits are kin.</summary>
    private const string Kin = "kin.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly SortedDictionary<string, DatasetDefinition> definitions = new(StringComparer.Ordinal);

    /// <param name="folder">Folder of definitions, one JSON file each.</param>
    /// <exception cref="InvalidDataException">A definition is damaged.</exception>
    public DatasetShelf(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) != Kin)) Add(Read(file));
    }

    /// <summary>The shipped definitions.</summary>
    public static DatasetShelf Shipped() => new(Path.Combine(AppContext.BaseDirectory, "datasets"));

    /// <summary>All definitions, by name.</summary>
    public IEnumerable<DatasetDefinition> All => definitions.Values;

    /// <summary>A definition by its name, or from a file.</summary>
    /// <exception cref="InvalidDataException">There is no such definition, or the file is damaged.</exception>
    public DatasetDefinition Find(string nameOrFile)
    {
        if (definitions.TryGetValue(nameOrFile, out var known)) return known;
        if (File.Exists(nameOrFile)) return Read(nameOrFile);
        throw new InvalidDataException($"There is no data set {nameOrFile}; there are {string.Join(", ", definitions.Keys)}.");
    }

    /// <summary>The definition that knows a folder by its name; the general one where none does.</summary>
    public DatasetDefinition OfFolder(string folder) =>
        definitions.Values.FirstOrDefault(d => d.Folders.Any(f => FileSystemName.MatchesSimpleExpression(f, folder))) ?? Find(General);

    /// <summary>Reads one definition.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static DatasetDefinition Read(string file)
    {
        try
        {
            var definition = JsonSerializer.Deserialize<DatasetDefinition>(File.ReadAllText(file), Json) ?? throw new InvalidDataException($"{file} is empty.");
            string name = Path.GetFileNameWithoutExtension(file);
            return definition.Name == name ? definition : throw new InvalidDataException($"{file} calls itself {definition.Name}; name and file name are one.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{file} is damaged: {error.Message}", error);
        }
    }

    private void Add(DatasetDefinition definition) => definitions.Add(definition.Name, definition);
}
