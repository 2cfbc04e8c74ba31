using System.CommandLine;

namespace DrumAI.Cli.Arguments;

/// <summary>How many results are shown.</summary>
internal sealed class CountOption : Option<int>
{
    private const int MaxCount = 1_000_000;

    /// <param name="name">The option's name, with its hyphens.</param>
    /// <param name="usual">How many, unless told otherwise.</param>
    /// <param name="what">Of what.</param>
    public CountOption(string name, int usual, string what) : base(name)
    {
        Description = $"How many {what} to show at most; {usual} unless told otherwise.";
        HelpName = "N";
        DefaultValueFactory = _ => usual;
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out int count) && count is >= 1 and <= MaxCount) return count;
            result.AddError($"{name} takes a number from 1 to {MaxCount}, not {result.Tokens[0].Value}.");
            return 1;
        };
    }
}
