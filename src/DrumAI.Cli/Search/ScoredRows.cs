using DrumAI.Catalogue;
using DrumAI.Cli.Library;
using DrumAI.Cli.Output;
using DrumAI.Search;

namespace DrumAI.Cli.Search;

/// <summary>Writes sounds that were found, the best first.</summary>
internal static class ScoredRows
{
    /// <summary>So many rows are read at a time.</summary>
    private const int BatchLength = 500;

    public static void Write(SampleCatalogue catalogue, IReadOnlyList<ScoredId> found, Terminal terminal, ResultFormat format)
    {
        using var context = catalogue.CreateContext();
        using var writer = new CatalogueRowWriter(terminal, format);
        foreach (var batch in found.Chunk(BatchLength))
        {
            var rows = CatalogueRow.Of(context, [.. batch.Select(f => f.Id)]);
            // A sound may have gone since it was found.
            foreach (var (id, score) in batch)
                if (rows.TryGetValue(id, out var row)) writer.Write(row with { Score = score });
        }
    }
}
