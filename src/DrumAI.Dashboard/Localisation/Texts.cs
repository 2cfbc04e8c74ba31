using System.Resources;
using DrumAI.Components.Localisation;
using DrumAI.Dashboard.Security;
using DrumAI.Taxonomy;

namespace DrumAI.Dashboard.Localisation;

/// <summary>The words of the dashboard. They stand in <c>Texts.resx</c> and <c>Texts.fr.resx</c>.</summary>
public sealed class Texts() : PageTexts(Resources)
{
    private static readonly ResourceManager Resources = new("DrumAI.Dashboard.Localisation.Texts", typeof(Texts).Assembly);

    /// <summary>What people call a class or sub-class; the wire name where the taxonomy has none such any more.</summary>
    public string ClassName(string drumClass, string? subclass = null)
    {
        var taxonomy = DrumTaxonomy.Default;
        if (subclass is not null) return taxonomy.IndexOfSubclass(subclass) is >= 0 and var s ? NameIn(taxonomy.Subclasses[s].Display) : subclass;
        return taxonomy.IndexOfClass(drumClass) is >= 0 and var c ? NameIn(taxonomy.Classes[c].Display) : drumClass;
    }

    /// <summary>A figure of a model's card; its own name where it is not one that is known.</summary>
    public string MetricName(string name) => this[$"Metric.{name}"] is var text && text.StartsWith("Metric.", StringComparison.Ordinal) ? name : text;

    /// <summary>What is wrong, in this language where that is known.</summary>
    internal string Problem(AdminProblem problem) => this[$"Problem.{problem.Code}"] is var text && text.StartsWith("Problem.", StringComparison.Ordinal) ? problem.Message : text;

    /// <summary>A whole number.</summary>
    public string Number(long value) => value.ToString("N0", Culture);

    /// <summary>A share of one; what is not all is not written as all.</summary>
    public string Percent(double value) => double.IsFinite(value) ? (value is > 0.99 and < 0.9995 ? 0.99 : value).ToString("P0", Culture) : "–";

    /// <summary>A time to the minute, in UTC.</summary>
    public string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", Culture);

    /// <summary>How long ago.</summary>
    public string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var age = now - at;
        return age switch
        {
            { TotalMinutes: < 1 } => this["Ago.Now"],
            { TotalHours: < 1 } => Format("Ago.Minutes", (int)age.TotalMinutes),
            { TotalDays: < 1 } => Format("Ago.Hours", (int)age.TotalHours),
            _ => Format("Ago.Days", (int)age.TotalDays),
        };
    }

    /// <summary>A number of bytes.</summary>
    public string Bytes(long count) => count switch
    {
        < 1 << 10 => $"{Number(count)} B",
        < 1 << 20 => $"{(count / 1024.0).ToString("0.0", Culture)} KiB",
        < 1 << 30 => $"{(count / 1048576.0).ToString("0.0", Culture)} MiB",
        _ => $"{(count / 1073741824.0).ToString("0.00", Culture)} GiB",
    };
}
