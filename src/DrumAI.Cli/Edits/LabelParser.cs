using System.CommandLine;
using System.CommandLine.Parsing;
using DrumAI.Catalogue.Edits;
using DrumAI.Taxonomy;

namespace DrumAI.Cli.Edits;

/// <summary>Classes and sub-classes on the command line.</summary>
internal static class LabelParser
{
    /// <summary>An option that takes a class or a sub-class.</summary>
    public static Option<DrumLabel?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "CLASS",
        CustomParser = result => Parse(result, result.Tokens[0].Value),
    };

    /// <summary>The class of a name; where there is none, says so.</summary>
    public static DrumLabel? Parse(SymbolResult result, string name)
    {
        if (DrumLabel.Parse(name) is { } label) return label;
        result.AddError($"there is no class {name}; there are {string.Join(", ", DrumTaxonomy.Default.Classes.Select(c => c.Name))}, and {string.Join(", ", DrumTaxonomy.Default.Subclasses.Select(s => s.Name))}.");
        return null;
    }
}
