using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Features;
using DrumAI.Identity;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Lab.Retraining;

/// <summary>A sound on whose label people agree, as the service knows it: no sound, and nothing from which it could be drawn.</summary>
/// <param name="Hash">Under which the service knows it.</param>
/// <param name="Fingerprint">What identifies it.</param>
/// <param name="Embedding">Of unit length.</param>
/// <param name="Class">Index of its class.</param>
/// <param name="Subclass">Index of its sub-class, or -1.</param>
/// <param name="Confidence">Probability that the class is right.</param>
internal sealed record VotedSound(string Hash, Fingerprint Fingerprint, float[] Embedding, int Class, int Subclass, double Confidence)
{
    /// <summary>Reads all of a service's database that came with the embedding.</summary>
    /// <param name="database">The service's database.</param>
    /// <param name="model">The model whose embedding is asked for; those of models that share it will do.</param>
    /// <param name="taxonomy">The classes.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Task<List<VotedSound>> ReadAsync(DrumDatabase database, RegisteredModel model, DrumTaxonomy taxonomy, CancellationToken cancellation) => database.RunAsync(async context =>
    {
        string[] names = [model.Embedding, .. await context.Models.Where(m => m.Embedding == model.Embedding).Select(m => m.Name).ToArrayAsync(cancellation)];
        var classes = await context.Classes.ToDictionaryAsync(c => c.Id, c => taxonomy.IndexOfClass(c.Name), cancellation);
        var subclasses = await context.Subclasses.ToDictionaryAsync(s => s.Id, s => taxonomy.IndexOfSubclass(s.Name), cancellation);
        var rows = await (
            from label in context.Consensus
            join sample in context.Samples on label.SampleId equals sample.Id
            join embedding in context.Embeddings on sample.Id equals embedding.SampleId
            where names.Contains(embedding.Model) && sample.Fingerprint != null
            orderby sample.Id
            select new { sample.Hash, sample.Fingerprint, embedding.Vector, label.ClassId, label.SubclassId, label.Confidence }).ToListAsync(cancellation);
        return rows.DistinctBy(r => Convert.ToHexString(r.Hash)).Where(r => classes[r.ClassId] >= 0).Select(r => new VotedSound(
            Convert.ToHexStringLower(r.Hash), Fingerprint.FromBytes(r.Fingerprint), Vectors.FromBytes(r.Vector), classes[r.ClassId],
            r.SubclassId is { } subclass ? subclasses[subclass] : -1, r.Confidence)).Where(s => s.Embedding.Length == model.EmbeddingSize).ToList();
    });
}
