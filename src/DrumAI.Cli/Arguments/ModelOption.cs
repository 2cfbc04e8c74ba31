using System.CommandLine;
using DrumAI.Catalogue.Models;
using DrumAI.Classification;

namespace DrumAI.Cli.Arguments;

/// <summary>Another model than the one that is built in.</summary>
internal sealed class ModelOption : Option<string?>
{
    /// <param name="description">What the model is for.</param>
    public ModelOption(string description) : base("--model")
    {
        Description = description;
        HelpName = "DIR";
    }

    /// <summary>The model's folder.</summary>
    public string DirectoryOf(ParseResult result) => result.GetValue(this) ?? DrumClassifier.DefaultModelDirectory;

    /// <summary>The model's folder; where none is named, that of the model with which a library is heard.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="dataFolder">The library's data folder.</param>
    public string DirectoryOf(ParseResult result, string dataFolder) => result.GetValue(this) ?? new LibraryModels(dataFolder).FolderInUse;
}
