using DrumAI.Classification;
using DrumAI.Client.Wire;

namespace DrumAI.Service.Registry;

/// <summary>The model that the service hears with, as others may fetch it.</summary>
internal sealed class ServedModel
{
    private readonly string directory;
    private readonly ModelCard card;

    public ServedModel(string directory, ModelCard card)
    {
        this.directory = Path.GetFullPath(directory);
        this.card = card;
        var files = new SortedDictionary<string, string>(card.Files.ToDictionary(), StringComparer.Ordinal)
        {
            [ModelCard.FileName] = ModelCard.HashOf(Path.Combine(this.directory, ModelCard.FileName)),
        };
        State = new ModelState(card.Id, card.Version, "current", card.FrontEnd, card.Taxonomy, card.EmbeddingSize, files);
    }

    public ModelState State { get; }

    /// <summary>Whether this is the model of a version or whole name.</summary>
    public bool Is(string version) => version == card.Version || version == card.Id;

    /// <summary>Where a file lies; null where the model has none of that name.</summary>
    public string? PathOf(string name) => State.Files.ContainsKey(name) ? Path.Combine(directory, name) : null;
}
