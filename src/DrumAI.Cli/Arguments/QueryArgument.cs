using System.CommandLine;

namespace DrumAI.Cli.Arguments;

/// <summary>The words of a query, in which a hyphen before a word is a minus.</summary>
internal sealed class QueryArgument : Argument<string[]>
{
    public QueryArgument() : base("QUERY")
    {
        Description = "What to look for, in English or French.";
        Arity = ArgumentArity.OneOrMore;
    }

    /// <summary>The whole text.</summary>
    public string TextOf(ParseResult result) => string.Join(' ', result.GetRequiredValue(this));

    /// <summary>Whether a token may stand among the words: one hyphen and a letter is no option's way to begin.</summary>
    public static bool Takes(string token) => token.Length > 1 && token[1] != '-';
}
