using System.CommandLine;

namespace DrumAI.Cli;

/// <summary>A sub-command whose help ends in notes: examples, and what a script must know.</summary>
internal sealed class NotedCommand(string name, string description, string notes) : Command(name, description)
{
    /// <summary>What its help ends in.</summary>
    public string Notes { get; } = notes;
}
