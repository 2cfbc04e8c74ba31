using System.CommandLine;
using DrumAI.Catalogue;
using DrumAI.Classification;

namespace DrumAI.Cli.Library;

/// <summary>The options that commands on the catalogue share.</summary>
internal static class CatalogueOptions
{
    private const int MaxThreads = 1024;

    /// <summary>Where the catalogue lies.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of the catalogue, instead of the usual one.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataFolder.Default,
    };

    /// <summary>How results are written.</summary>
    /// <param name="names">The formats; the first is the default.</param>
    public static Option<string> Format(params string[] names)
    {
        var format = new Option<string>("--format")
        {
            Description = "How results are written.",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => names[0],
        };
        format.CompletionSources.Add(names);
        format.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !names.Contains(token.Value))
                result.AddError($"there is no format {token.Value}; --format takes {string.Join(", ", names[..^1])} or {names[^1]}.");
        });
        return format;
    }

    /// <summary>The model to hear with.</summary>
    public static Option<string> Model() => new("--model")
    {
        Description = "Folder of the model to hear with, instead of the one that is built in.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DrumClassifier.DefaultModelDirectory,
    };

    /// <summary>How many files are read at once.</summary>
    public static Option<int> Threads() => new("--threads")
    {
        Description = "How many files are read at once; as many as there are processor cores, unless told otherwise.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out int count) && count is >= 1 and <= MaxThreads) return count;
            result.AddError($"--threads takes a number from 1 to {MaxThreads}, not {result.Tokens[0].Value}.");
            return 1;
        },
    };
}
