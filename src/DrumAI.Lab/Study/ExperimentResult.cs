using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>What came of a recipe.</summary>
internal sealed record ExperimentResult : ResultsFile
{
    /// <summary>Name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>All that the recipe's answers depend on: options, inputs, and those of the recipes that it builds on.</summary>
    public required string Definition { get; init; }

    /// <summary>Names in the store of the embedders that were used.</summary>
    public required IReadOnlyList<string> Embedders { get; init; }

    /// <summary>Size of what was learnt on all but one fold, in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Microseconds of a processor that an answer takes once the features are there.</summary>
    public required double MicrosecondsPerSound { get; init; }

    /// <summary>Figures by protocol.</summary>
    public required IReadOnlyDictionary<string, ProtocolFigures> Protocols { get; init; }

    /// <summary>By protocol, this recipe less the one it is compared with, sound for sound; empty where there is none.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<PairedComparison>> Comparisons { get; init; }

    /// <summary>By protocol, classes, confusions and mistakes; empty for recipes without a page of their own.</summary>
    public IReadOnlyDictionary<string, ProtocolDetail> Details { get; init; } = new Dictionary<string, ProtocolDetail>();

    /// <summary>What a grid search chose for each run; empty where there was none.</summary>
    public IReadOnlyList<GridChoice> Choices { get; init; } = [];
}
