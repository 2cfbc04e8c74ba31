namespace DrumAI.Lab.Datasets;

/// <summary>
/// What is known of a data set: where it comes from, how it is laid out, and how the names of its files and folders say what they hold. One JSON file
/// each in <c>datasets/</c>; <c>docs/data.md</c> describes every field.
/// </summary>
internal sealed record DatasetDefinition
{
    /// <summary>Its name in commands: the file's name without <c>.json</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it, with a word on what it is.</summary>
    public required string Title { get; init; }

    /// <summary>Its licence, as its makers state it.</summary>
    public required string Licence { get; init; }

    /// <summary>False where the set was not at hand when its rules were written.</summary>
    public bool Tested { get; init; } = true;

    /// <summary>What a user of the set should know.</summary>
    public string? Note { get; init; }

    /// <summary>Where it comes from; empty for a definition of no set in particular.</summary>
    public IReadOnlyList<DatasetOrigin> Origins { get; init; } = [];

    /// <summary>Folder names under which the set is recognised; <c>*</c> stands for anything.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>How files lie in it, in a sentence.</summary>
    public string? Layout { get; init; }

    /// <summary>A regular expression on the path whose group <c>kit</c> is the kit; without it the folder that holds the file is.</summary>
    public string? Kit { get; init; }

    /// <summary>The parts of a path in the order in which they are asked: <c>name</c> and <c>folder</c>, the innermost folder first.</summary>
    public IReadOnlyList<string> Parts { get; init; } = ["name", "folder"];

    /// <summary>Expressions on the whole path of what is no sample of one drum (loops, fills); see <see cref="Labelling.PathWords"/>.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Expressions whose match is taken out of a part before rules see it, such as a machine's name.</summary>
    public IReadOnlyList<string> Strip { get; init; } = [];

    /// <summary>Class rules, in order.</summary>
    public IReadOnlyList<LabelRule> Rules { get; init; } = [];

    /// <summary>Rules that say which sub-class it is once the class is known, in order.</summary>
    public IReadOnlyList<LabelRule> Subclasses { get; init; } = [];

    /// <summary>Sub-class of a class that no rule refined, such as Snare_On for a plain snare.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of a definition whose rules follow these.</summary>
    public string? Include { get; init; }
}
