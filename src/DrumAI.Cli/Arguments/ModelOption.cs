using System.CommandLine;
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
}
