using System.CommandLine;

namespace DrumAI.Cli.Arguments;

/// <summary>How many files a command reads at once.</summary>
internal sealed class ThreadsOption : Option<int>
{
    private const int MaxCount = 1024;

    public ThreadsOption() : base("--threads")
    {
        Description = "How many files are read at once; as many as there are processor cores, unless told otherwise.";
        HelpName = "N";
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out int count) && count is >= 1 and <= MaxCount) return count;
            result.AddError($"--threads takes a number from 1 to {MaxCount}, not {result.Tokens[0].Value}.");
            return 1;
        };
    }

    /// <summary>The number of threads, 1 or more.</summary>
    public int CountOf(ParseResult result) => result.GetResult(this) is null ? Environment.ProcessorCount : result.GetValue(this);
}
