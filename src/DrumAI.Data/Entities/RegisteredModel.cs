namespace DrumAI.Data.Entities;

/// <summary>A model that the service knows: what it is, how it came to be, how good it is, and whether it is served.</summary>
public sealed class RegisteredModel
{
    /// <summary>Identifies the model in this database.</summary>
    public int Id { get; init; }

    /// <summary>How results name it: its card's <see cref="Classification.ModelCard.Id"/>; no two models share it.</summary>
    public required string Name { get; init; }

    /// <summary>Version within the family; no two models share it either.</summary>
    public required string Version { get; init; }

    /// <summary>What it is for. One model at most is current, which the database itself holds.</summary>
    public ModelStatus Status { get; set; }

    /// <summary>Version of the front end that it needs.</summary>
    public required string FrontEnd { get; init; }

    /// <summary>Version of the taxonomy whose order its outputs follow.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>Numbers in its embedding.</summary>
    public int EmbeddingSize { get; init; }

    /// <summary>Names its embedding: models with the same name here give the same vectors, bit for bit.</summary>
    public required string Embedding { get; init; }

    /// <summary>Names and shapes of what goes in, as JSON: <c>{"frontend":[2,80,96]}</c>.</summary>
    public required string Inputs { get; init; }

    /// <summary>SHA-256 of the training set in lower-case hex; null where it is not known.</summary>
    public string? DataHash { get; init; }

    /// <summary>Figures by protocol and name, as JSON.</summary>
    public required string Metrics { get; init; }

    /// <summary>Under what terms it and its training data may be used, for people; null where nothing is said.</summary>
    public string? Licence { get; init; }

    /// <summary>The model that it was made from; null where it was trained from scratch.</summary>
    public int? ParentId { get; init; }

    /// <summary>True where it came with the program; false where a worker made it.</summary>
    public bool IsShipped { get; init; }

    /// <summary>SHA-256 of the network's file in lower-case hex.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>The verdict on it when it was made, for people: why it was promoted or not. Null where nobody judged.</summary>
    public string? Verdict { get; set; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Its files.</summary>
    public ICollection<ModelFile> Files { get; } = [];
}
