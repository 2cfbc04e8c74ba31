using System.CommandLine;
using DrumAI.Catalogue;

namespace DrumAI.Cli.Arguments;

/// <summary>Where the catalogue lies.</summary>
internal sealed class DataOption : Option<string?>
{
    public DataOption() : base("--data")
    {
        Description = "Folder of the catalogue, instead of the usual one.";
        HelpName = "DIR";
    }

    /// <summary>The catalogue's folder.</summary>
    public string FolderOf(ParseResult result) => result.GetValue(this) ?? DataFolder.Default;
}
