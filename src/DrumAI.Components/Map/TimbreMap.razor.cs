using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DrumAI.Components.Map;

/// <summary>
/// Up to 100,000 sounds as points that can be heard, zoomed, lassoed and walked with the arrow keys. Points come from a URL (<see cref="MapPoints"/>);
/// hovering and arrows sound in the browser itself, without a way to the server. Two axes make it a chart; without, places are -1 to 1.
/// </summary>
public sealed partial class TimbreMap : IAsyncDisposable
{
    private readonly string helpId = $"map-help-{Guid.NewGuid():N}";
    private ElementReference root;
    private ClientModule? module;
    private IJSObjectReference? map;
    private DotNetObjectReference<TimbreMap>? self;
    private string? message;
    private string? spoken;
    private MapState shown = MapState.Nothing;
    private readonly TwoWay<IReadOnlyList<int>> selection = new([], SameIds.Comparer);
    private readonly TwoWay<int?> focus = new(null, EqualityComparer<int?>.Default);
    private readonly TwoWay<MapView?> window = new(null, EqualityComparer<MapView?>.Default);
    private readonly TwoWay<bool> lasso = new(false, EqualityComparer<bool>.Default);
    private bool disposed;

    /// <summary>Where the points lie. A new URL loads new points; the window stays where it is.</summary>
    [Parameter, EditorRequired] public string PointsUrl { get; set; } = "";

    /// <summary>The legend; the classes of points are indices into it.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<MapClass> Classes { get; set; } = [];

    /// <summary>Across, for a map of measures; both axes or neither.</summary>
    [Parameter] public MapAxis? XAxis { get; set; }

    /// <summary>Upwards, for a map of measures.</summary>
    [Parameter] public MapAxis? YAxis { get; set; }

    /// <summary>The sounds that a filter lets through, or null for all; the rest fades and can be neither heard nor selected. Give a new list for a new filter.</summary>
    [Parameter] public IReadOnlyList<int>? VisibleIds { get; set; }

    /// <summary>Indices of the classes that the legend lets through, or null for all.</summary>
    [Parameter] public IReadOnlyList<int>? ActiveClasses { get; set; }

    /// <summary>The selection. Give a new list for a new selection.</summary>
    [Parameter] public IReadOnlyList<int> SelectedIds { get; set; } = [];

    /// <summary>The sound that keys act on.</summary>
    [Parameter] public int? FocusedId { get; set; }

    /// <summary>The window; null leaves it to the user.</summary>
    [Parameter] public MapView? View { get; set; }

    /// <summary>Dark theme; a change takes all colours anew.</summary>
    [Parameter] public bool Dark { get; set; } = true;

    /// <summary>The pointer's neighbourhood sounds as it moves.</summary>
    [Parameter] public bool HoverPlay { get; set; }

    /// <summary>Two letters stand at points however far the window is zoomed out, as many as there is room for: for those who do not tell the colours apart.</summary>
    [Parameter] public bool Letters { get; set; }

    /// <summary>The next drag draws a lasso, as one with Shift held always does.</summary>
    [Parameter] public bool Lasso { get; set; }

    /// <summary>The name of this map for those who do not see it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>Classes of the style sheet for the outer element.</summary>
    [Parameter] public string? Class { get; set; }

    /// <summary>What the small card beside a point shows.</summary>
    [Parameter] public RenderFragment<int>? HoverCard { get; set; }

    /// <summary>A sound in words (name, class, confidence), spoken as the arrow keys reach it.</summary>
    [Parameter] public Func<int, string?>? Describe { get; set; }

    /// <summary>The sound under the pointer, or none.</summary>
    [Parameter] public EventCallback<int?> Hovered { get; set; }

    /// <summary>Arrow key or click made another sound the current one; it sounds already.</summary>
    [Parameter] public EventCallback<int> FocusedIdChanged { get; set; }

    /// <summary>Click, Ctrl+click, Enter or lasso changed the selection.</summary>
    [Parameter] public EventCallback<IReadOnlyList<int>> SelectedIdsChanged { get; set; }

    /// <summary>A quarter of a second after the window came to rest.</summary>
    [Parameter] public EventCallback<MapView> ViewChanged { get; set; }

    /// <summary>A lasso that <see cref="Lasso"/> began has ended.</summary>
    [Parameter] public EventCallback<bool> LassoChanged { get; set; }

    /// <summary>Points were loaded; how many.</summary>
    [Parameter] public EventCallback<int> Loaded { get; set; }

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private int? HoveredId { get; set; }

    private int? CardId => HoveredId ?? FocusedId;

    private MapState Wanted => new(PointsUrl, Classes, XAxis, YAxis, VisibleIds, ActiveClasses, SelectedIds, FocusedId, View, Dark, HoverPlay, Letters, Lasso);

    /// <summary>Shows the whole map.</summary>
    public async Task FitAsync()
    {
        if (map is not null) await map.InvokeVoidAsync("fit");
    }

    /// <summary>Loads the points anew from the same URL: sounds were added or changed.</summary>
    public Task ReloadAsync() => map is null ? Task.CompletedTask : Load(map, Wanted);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        SelectedIds = selection.Hear(SelectedIds);
        FocusedId = focus.Hear(FocusedId);
        View = window.Hear(View);
        Lasso = lasso.Hear(Lasso);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = new ClientModule(Js, "map");
            self = DotNetObjectReference.Create(this);
            var first = Wanted;
            map = await (await module.Get()).InvokeAsync<IJSObjectReference?>("create", root, new { Classes = Legend(first), Axes = Axes(first), first.HoverPlay, first.Letters }, self);
            if (disposed)
            {
                await map.End();
                return;
            }
            if (map is null)
            {
                message = Words["MapNoWebGl"];
                StateHasChanged();
                return;
            }
            shown = MapState.Nothing with { Classes = first.Classes, XAxis = first.XAxis, YAxis = first.YAxis, Dark = first.Dark, HoverPlay = first.HoverPlay, Letters = first.Letters };
        }
        if (map is not null) await Update(map);
    }

    /// <summary>
    /// Tells the browser what has changed, and nothing else. What it shows is noted before it is told, so that a render in between does not tell it twice. Loading takes a while: what the person at the
    /// map has chosen meanwhile stands, and what stood before is not told any more.
    /// </summary>
    private async Task Update(IJSObjectReference view)
    {
        var (was, now) = (shown, Wanted);
        shown = now;
        if (!ReferenceEquals(was.Classes, now.Classes) || was.Dark != now.Dark) await view.InvokeVoidAsync("setClasses", (object)Legend(now));
        if (was.HoverPlay != now.HoverPlay) await view.InvokeVoidAsync("setHoverPlay", now.HoverPlay);
        if (was.Letters != now.Letters) await view.InvokeVoidAsync("setLetters", now.Letters);
        if (was.PointsUrl != now.PointsUrl) await Load(view, now);
        else if (was.XAxis != now.XAxis || was.YAxis != now.YAxis) await view.InvokeVoidAsync("setAxes", Axes(now));
        if (!ReferenceEquals(was.VisibleIds, now.VisibleIds)) await view.InvokeVoidAsync("setVisible", now.VisibleIds is null ? null : Bytes(now.VisibleIds));
        if (!ReferenceEquals(was.ActiveClasses, now.ActiveClasses)) await view.InvokeVoidAsync("setActiveClasses", now.ActiveClasses);
        if (!SameIds.Comparer.Equals(was.SelectedIds, now.SelectedIds) && ReferenceEquals(now.SelectedIds, SelectedIds)) await view.InvokeVoidAsync("setSelected", Bytes(now.SelectedIds));
        if (was.FocusedId != now.FocusedId && now.FocusedId == FocusedId) await view.InvokeVoidAsync("setFocused", now.FocusedId);
        if (was.View != now.View && now.View is not null && now.View == View) await view.InvokeVoidAsync("setView", now.View);
        if (was.Lasso != now.Lasso && now.Lasso == Lasso) await view.InvokeVoidAsync("setLasso", now.Lasso);
    }

    private async Task Load(IJSObjectReference view, MapState now)
    {
        if (now.PointsUrl.Length == 0) return;
        try
        {
            int count = await view.InvokeAsync<int>("load", now.PointsUrl, Axes(now));
            message = count == 0 ? Words["MapEmpty"].Value : null;
            await Loaded.InvokeAsync(count);
        }
        catch (JSException fault) when (!fault.Message.Contains("abort", StringComparison.OrdinalIgnoreCase))
        {
            message = fault.Message.Split('\n')[0];
        }
        catch (JSException)
        {
            // A newer load took its place.
            return;
        }
        StateHasChanged();
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public async Task OnHovered(int? id)
    {
        HoveredId = id;
        StateHasChanged();
        await Hovered.InvokeAsync(id);
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public async Task OnFocusMoved(int id)
    {
        FocusedId = id;
        focus.Tell(id);
        shown = shown with { FocusedId = id };
        spoken = Describe?.Invoke(id);
        StateHasChanged();
        await FocusedIdChanged.InvokeAsync(id);
    }

    /// <summary>Called by the browser: ids as little-endian int32, streamed, since a lasso can hold more than a message may.</summary>
    [JSInvokable]
    public async Task OnSelected(IJSStreamReference? bytes)
    {
        int[] ids = bytes is null ? [] : await Ids(bytes);
        SelectedIds = ids;
        selection.Tell(ids);
        shown = shown with { SelectedIds = ids };
        await SelectedIdsChanged.InvokeAsync(ids);
    }

    private static async Task<int[]> Ids(IJSStreamReference bytes)
    {
        await using var reference = bytes;
        await using var stream = await bytes.OpenReadStreamAsync(maxAllowedSize: 64 * 1024 * 1024);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return [.. MemoryMarshal.Cast<byte, int>(memory.ToArray())];
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public async Task OnViewChanged(MapView view)
    {
        View = view;
        window.Tell(view);
        shown = shown with { View = view };
        await ViewChanged.InvokeAsync(view);
    }

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public async Task OnLassoEnded()
    {
        Lasso = false;
        lasso.Tell(false);
        shown = shown with { Lasso = false };
        await LassoChanged.InvokeAsync(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        await map.End();
        if (module is not null) await module.DisposeAsync();
        self?.Dispose();
    }

    private static object[] Legend(MapState state) => [.. state.Classes.Select(c => new { c.Label, Colour = c.Look.Colour(state.Dark), c.Look.Glyph })];

    private static object? Axes(MapState state) => state is { XAxis: not null, YAxis: not null } ? new { X = state.XAxis, Y = state.YAxis } : null;

    private static byte[] Bytes(IReadOnlyList<int> ids) => MemoryMarshal.AsBytes<int>(ids as int[] ?? [.. ids]).ToArray();
}
