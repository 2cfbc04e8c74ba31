using System.CommandLine;
using DrumAI.Cli.Output;

namespace DrumAI.Cli.Arguments;

/// <summary>How a command writes its results.</summary>
internal sealed class FormatOption : Option<string>
{
    private readonly string[] names;

    /// <param name="description">What the formats are.</param>
    /// <param name="formats">Those that the command has, two or more; the first is the default.</param>
    public FormatOption(string description, params ResultFormat[] formats) : base("--format")
    {
        names = [.. formats.Select(f => f.ToString().ToLowerInvariant())];
        Description = description;
        HelpName = string.Join('|', names);
        DefaultValueFactory = _ => names[0];
        CompletionSources.Add(names);
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !names.Contains(token.Value))
                result.AddError($"there is no format {token.Value}; --format takes {string.Join(", ", names[..^1])} or {names[^1]}.");
        });
    }

    /// <summary>The format that was asked for.</summary>
    public ResultFormat Of(ParseResult result) => Enum.Parse<ResultFormat>(result.GetRequiredValue(this), ignoreCase: true);
}
