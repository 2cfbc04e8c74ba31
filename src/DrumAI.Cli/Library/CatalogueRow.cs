using DrumAI.Catalogue;
using DrumAI.Catalogue.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Cli.Library;

/// <summary>A sound of the catalogue as commands show it.</summary>
/// <param name="Id">Its number in the catalogue.</param>
/// <param name="Path">The file to play.</param>
/// <param name="Class">Wire name of its class; null before it is classified.</param>
/// <param name="Subclass">Wire name of its sub-class.</param>
/// <param name="Confidence">Probability of the class; 1 where it was set by hand.</param>
/// <param name="Score">How well it fits what was asked for; null where nothing is ranked.</param>
/// <param name="Tags">Its tags, in the order of the alphabet.</param>
/// <param name="Favourite">Marked by the musician.</param>
internal sealed record CatalogueRow(
    long Id, string Path, string? Class, string? Subclass, double? Confidence, double? Score, IReadOnlyList<string> Tags, bool Favourite)
{
    /// <summary>The rows of a query, without scores, read as they are asked for.</summary>
    public static IAsyncEnumerable<CatalogueRow> Of(IQueryable<DrumSample> samples) => samples
        .Select(s => new CatalogueRow(
            s.Id, s.Path, s.Class, s.Subclass, s.Confidence, null, s.Tags.OrderBy(t => t.Name).Select(t => t.Name).ToList(), s.IsFavourite))
        .AsAsyncEnumerable();

    /// <summary>The rows of some sounds, by their numbers.</summary>
    public static Dictionary<long, CatalogueRow> Of(CatalogueContext context, IReadOnlyCollection<long> ids) => context.Samples
        .Where(s => ids.Contains(s.Id))
        .Select(s => new CatalogueRow(
            s.Id, s.Path, s.Class, s.Subclass, s.Confidence, null, s.Tags.OrderBy(t => t.Name).Select(t => t.Name).ToList(), s.IsFavourite))
        .ToDictionary(r => r.Id);
}
