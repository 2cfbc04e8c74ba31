using DrumAI.Audio;
using DrumAI.Catalogue.Queries;

namespace DrumAI.Studio.Workspace;

/// <summary>What the workspace shows, all of which stands in its address.</summary>
public sealed record WorkspaceView
{
    /// <summary>What is searched for.</summary>
    public string Text { get; init; } = "";

    /// <summary>Wire names of the classes to show; all where there is none.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>A tag.</summary>
    public string? Tag { get; init; }

    /// <summary>A folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Only what the musician marked.</summary>
    public bool IsFavourite { get; init; }

    /// <summary>Whose class was set by hand, or not; null for both.</summary>
    public bool? IsLabelled { get; init; }

    /// <summary>Only sounds of which others say something else.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>One-shots or loops; null for both.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>The sound that all others are compared with; null where none is.</summary>
    public long? SimilarTo { get; init; }

    /// <summary>The order; null for the best first where something is searched for, else for the order in which sounds came.</summary>
    public SampleOrder? Order { get; init; }

    /// <summary>The greatest first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>How the map is laid out.</summary>
    public MapLayout Layout { get; init; }

    /// <summary>What lies along the horizontal axis.</summary>
    public SampleOrder AxisX { get; init; } = SampleOrder.Brightness;

    /// <summary>What lies along the vertical axis.</summary>
    public SampleOrder AxisY { get; init; } = SampleOrder.Length;

    /// <summary>Whether the map is shown.</summary>
    public bool HasMap { get; init; } = true;

    /// <summary>Whether the list is shown.</summary>
    public bool HasList { get; init; } = true;

    /// <summary>The sound that the inspector shows and the keyboard goes on from.</summary>
    public long? Focused { get; init; }

    /// <summary>The sounds that are selected, beside the focused one.</summary>
    public SoundSelection Selection { get; init; } = SoundSelection.Empty;

    /// <summary>Something narrows the list down.</summary>
    public bool IsFiltered =>
        Text.Length > 0 || Classes.Count > 0 || Tag is not null || Folder is not null || IsFavourite || IsLabelled is not null || IsDisputed || Kind is not null || SimilarTo is not null;

    /// <summary>The queue for corrections: what nobody has judged yet, the least sure first.</summary>
    public bool IsReview => IsLabelled == false && Order == SampleOrder.Confidence && !IsDescending;

    /// <summary>Whether two views list the same sounds in the same order.</summary>
    public bool ListsAs(WorkspaceView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Text == other.Text && Classes.SequenceEqual(other.Classes) && Tag == other.Tag && Folder == other.Folder && IsFavourite == other.IsFavourite
            && IsLabelled == other.IsLabelled && IsDisputed == other.IsDisputed && Kind == other.Kind && SimilarTo == other.SimilarTo && Order == other.Order && IsDescending == other.IsDescending;
    }

    /// <summary>Without whatever narrows the list down.</summary>
    public WorkspaceView Unfiltered() =>
        this with { Text = "", Classes = [], Tag = null, Folder = null, IsFavourite = false, IsLabelled = null, IsDisputed = false, Kind = null, SimilarTo = null, Order = null, IsDescending = false };

    /// <summary>The catalogue's part of the query; the rest is text, likeness and the choice of classes.</summary>
    public SampleQuery ToQuery() => new()
    {
        Tag = Tag,
        Folder = Folder,
        IsFavourite = IsFavourite ? true : null,
        IsLabelled = IsLabelled,
        Kind = Kind,
        Order = Order ?? SampleOrder.Added,
        IsDescending = IsDescending,
    };
}
