using System.Globalization;
using DrumAI.Audio;
using DrumAI.Catalogue.Queries;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace DrumAI.Studio.Workspace;

/// <summary>A view as a query string and back. What a query string says that makes no sense is left out, so that any address shows something.</summary>
public static class WorkspaceAddress
{
    /// <summary>The query string; empty for the view that the Studio opens with.</summary>
    public static string Of(WorkspaceView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var query = new QueryBuilder();
        Add("q", view.Text);
        Add("class", string.Join(',', view.Classes));
        Add("tag", view.Tag);
        Add("folder", view.Folder);
        Add("favourite", view.IsFavourite ? "1" : null);
        Add("mine", view.IsLabelled switch { true => "1", false => "0", null => null });
        Add("others", view.IsDisputed ? "1" : null);
        Add("kind", view.Kind switch { SoundKind.OneShot => "oneshot", SoundKind.Loop => "loop", _ => null });
        Add("like", view.SimilarTo?.ToString(CultureInfo.InvariantCulture));
        Add("sort", view.Order is { } order ? NameOf(order) + (view.IsDescending ? "-" : "") : null);
        Add("map", !view.HasMap ? "none" : view.Layout == MapLayout.Axes ? $"{NameOf(view.AxisX)},{NameOf(view.AxisY)}" : null);
        Add("list", view.HasList ? null : "none");
        Add("sound", view.Focused?.ToString(CultureInfo.InvariantCulture));
        Add("selected", view.Selection.ToString());
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        }
    }

    /// <summary>The view of a query string.</summary>
    public static WorkspaceView Parse(string query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var view = new WorkspaceView
        {
            Text = Get("q") ?? "",
            Classes = Get("class")?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
            Tag = Get("tag"),
            Folder = Get("folder"),
            IsFavourite = Get("favourite") == "1",
            IsLabelled = Get("mine") switch { "1" => true, "0" => false, _ => null },
            IsDisputed = Get("others") == "1",
            Kind = Get("kind") switch { "oneshot" => SoundKind.OneShot, "loop" => SoundKind.Loop, _ => null },
            SimilarTo = Number("like"),
            Order = OrderOf(Get("sort")?.TrimEnd('-')),
            HasList = Get("list") != "none",
            Focused = Number("sound"),
            Selection = SoundSelection.Parse(Get("selected")),
        };
        view = view with { IsDescending = view.Order is not null && Get("sort")!.EndsWith('-') };
        return Get("map") switch
        {
            "none" => view with { HasMap = false },
            { } axes when axes.Split(',') is [var x, var y] && OrderOf(x) is >= SampleOrder.Confidence and var first && OrderOf(y) is >= SampleOrder.Confidence and var second =>
                view with { Layout = MapLayout.Axes, AxisX = first, AxisY = second },
            _ => view,
        };

        string? Get(string name) => values.TryGetValue(name, out StringValues value) && value is [{ Length: > 0 } text, ..] ? text : null;
        long? Number(string name) => long.TryParse(Get(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    private static string NameOf(SampleOrder order) => order.ToString().ToLowerInvariant();

    private static SampleOrder? OrderOf(string? name) =>
        name is not null && !char.IsDigit(name.FirstOrDefault()) && Enum.TryParse(name, ignoreCase: true, out SampleOrder order) && Enum.IsDefined(order) ? order : null;
}
