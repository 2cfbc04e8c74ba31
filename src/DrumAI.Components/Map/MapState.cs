namespace DrumAI.Components.Map;

/// <summary>All that a <see cref="TimbreMap"/> has been told to show; lists count as changed when they are other objects.</summary>
internal sealed record MapState(
    string PointsUrl,
    IReadOnlyList<MapClass> Classes,
    MapAxis? XAxis,
    MapAxis? YAxis,
    IReadOnlyList<int>? VisibleIds,
    IReadOnlyList<int>? ActiveClasses,
    IReadOnlyList<int> SelectedIds,
    int? FocusedId,
    MapView? View,
    bool Dark,
    bool HoverPlay,
    bool Letters,
    bool Lasso)
{
    /// <summary>What a map shows before it is told anything.</summary>
    public static MapState Nothing { get; } = new("", [], null, null, null, null, [], null, null, true, false, false, false);
}
