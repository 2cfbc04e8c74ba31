using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data;

/// <summary>
/// Keeps the rows of classes and sub-classes to the taxonomy. Names that it no longer has stay, since rows refer to them. Two replicas may do it at
/// once: they come to the same rows.
/// </summary>
internal static class TaxonomyRows
{
    public static async Task WriteAsync(DrumDataContext context, DrumTaxonomy taxonomy, CancellationToken cancellation)
    {
        var classIds = await context.Classes.ToDictionaryAsync(c => c.Name, c => c.Id, StringComparer.Ordinal, cancellation);
        foreach (string name in taxonomy.Classes.Select(c => c.Name))
        {
            if (classIds.ContainsKey(name)) continue;
            int id = classIds[name] = classIds.Values.DefaultIfEmpty(-1).Max() + 1;
            await context.Database.ExecuteSqlAsync(
                $"""INSERT INTO "Classes" ("Id", "Name") VALUES ({id}, {name}) ON CONFLICT DO NOTHING""", cancellation);
        }

        var subclassIds = await context.Subclasses.ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancellation);
        foreach (var (name, classIndex) in taxonomy.Subclasses.Select((s, i) => (s.Name, taxonomy.ClassOfSubclass[i])))
        {
            if (subclassIds.ContainsKey(name)) continue;
            int id = subclassIds[name] = subclassIds.Values.DefaultIfEmpty(-1).Max() + 1;
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Subclasses" ("Id", "ClassId", "Name") VALUES ({id}, {classIds[taxonomy.Classes[classIndex].Name]}, {name})
                ON CONFLICT DO NOTHING
                """,
                cancellation);
        }
    }
}
