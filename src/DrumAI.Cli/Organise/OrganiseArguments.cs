using DrumAI.Cli.Output;
using DrumAI.Organising;

namespace DrumAI.Cli.Organise;

/// <summary>What <c>drumai organise</c> was asked to do.</summary>
internal sealed record OrganiseArguments
{
    /// <summary>The folder to organise, as given.</summary>
    public required string Source { get; init; }

    /// <summary>The folder that receives the sounds, as given.</summary>
    public required string Destination { get; init; }

    public required FolderScheme By { get; init; }

    public required TransferMode Mode { get; init; }

    /// <summary>Only say what would be done.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Less sure sounds are for review.</summary>
    public required double ReviewBelow { get; init; }

    /// <summary>Where to write the manifest; null for a file in the destination.</summary>
    public required string? ManifestPath { get; init; }

    /// <summary>Folder of a catalogue, which need not exist.</summary>
    public required string DataFolder { get; init; }

    public required ResultFormat Format { get; init; }

    public required string ModelDirectory { get; init; }

    public required int ThreadCount { get; init; }
}
