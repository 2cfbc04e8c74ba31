using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Features;
using DrumAI.Features.Timbre;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Lab.Store;

/// <summary>Writes the rows of one data set.</summary>
internal sealed class StoreWriter
{
    private readonly DrumDatabase database;
    private readonly IReadOnlyList<StoreEmbedder> embedders;
    private readonly int setId;
    private readonly IReadOnlyDictionary<string, int> classIds, subclassIds;

    private StoreWriter(DrumDatabase database, IReadOnlyList<StoreEmbedder> embedders, int setId, IReadOnlyDictionary<string, int> classIds, IReadOnlyDictionary<string, int> subclassIds) =>
        (this.database, this.embedders, this.setId, this.classIds, this.subclassIds) = (database, embedders, setId, classIds, subclassIds);

    /// <summary>Opens the set, made where it is new.</summary>
    public static async Task<StoreWriter> OpenAsync(DrumDatabase database, string name, IReadOnlyList<StoreEmbedder> embedders, CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        var set = await context.DataSets.FirstOrDefaultAsync(s => s.Name == name, cancellation);
        if (set is null)
        {
            context.DataSets.Add(set = new DataSet { Name = name });
            await context.SaveChangesAsync(cancellation);
        }

        return new StoreWriter(
            database, embedders, set.Id,
            await context.Classes.ToDictionaryAsync(c => c.Name, c => c.Id, cancellation), await context.Subclasses.ToDictionaryAsync(s => s.Name, s => s.Id, cancellation));
    }

    /// <summary>Brings the list of files and their labels up to date.</summary>
    /// <returns>The rows by path, as they are now.</returns>
    public async Task<IReadOnlyDictionary<string, DataSetFile>> SyncFilesAsync(IReadOnlyList<StoreFile> files, CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        var rows = await context.DataSetFiles.AsTracking().Where(f => f.DataSetId == setId).ToDictionaryAsync(f => f.Path, StringComparer.Ordinal, cancellation);
        var wanted = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in rows.Values.Where(r => !wanted.Contains(r.Path)).ToArray())
        {
            context.DataSetFiles.Remove(gone);
            rows.Remove(gone.Path);
        }

        foreach (var file in files)
        {
            if (!rows.TryGetValue(file.Path, out var row)) context.DataSetFiles.Add(rows[file.Path] = row = new DataSetFile { DataSetId = setId, Path = file.Path });
            row.ClassId = file.Class is null ? null : classIds[file.Class];
            row.SubclassId = file.Subclass is null ? null : subclassIds[file.Subclass];
        }

        await context.SaveChangesAsync(cancellation);
        return rows;
    }

    /// <summary>How many files of the set cannot be read.</summary>
    public async Task<int> CountUnreadableAsync(CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        return await context.DataSetFiles.CountAsync(f => f.DataSetId == setId && f.ErrorCode != null, cancellation);
    }

    /// <summary>Writes what was computed, all of it or nothing.</summary>
    public void Write(IReadOnlyList<ComputedFile> batch, StoreContents contents)
    {
        using var context = database.CreateContext();
        using var transaction = context.Database.BeginTransaction();
        // A sound that two files of the batch hold is written once.
        var sounds = batch.Where(c => c.ContentHash is not null).GroupBy(c => c.ContentHash!).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Work.Embedders.Count + (int)c.Work.Features)!);
        var ids = sounds.ToDictionary(s => s.Key, s => contents.IdOf(s.Key));
        long[] old = [.. ids.Values.Where(id => id is not null).Select(id => id!.Value)];
        var samples = context.Samples.AsTracking().Include(s => s.Features).Include(s => s.Spectra).Where(s => old.Contains(s.Id)).ToDictionary(s => s.Id);
        var written = sounds.ToDictionary(s => s.Key, s => Write(context, ids[s.Key] is { } id ? samples[id] : null, s.Value, contents.MissingOf(s.Key)), StringComparer.Ordinal);
        context.SaveChanges();

        string[] paths = [.. batch.Select(c => c.File.Path)];
        var rows = context.DataSetFiles.AsTracking().Where(f => f.DataSetId == setId && paths.Contains(f.Path)).ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var computed in batch)
        {
            var row = rows[computed.File.Path];
            (row.Size, row.ModifiedTicks) = (computed.Size, computed.ModifiedTicks);
            row.SampleId = computed.ContentHash is null ? null : written[computed.ContentHash].Id;
            (row.ErrorCode, row.ErrorMessage) = (computed.Error?.Code, computed.Error?.Message);
        }

        context.SaveChanges();
        transaction.Commit();
        foreach (var (hash, sample) in written) contents.Note(hash, sample.Id, sounds[hash].Work);
    }

    /// <summary>Writes what was computed of one sound.</summary>
    /// <param name="context">The transaction's.</param>
    /// <param name="sample">Its row, or null where it is new.</param>
    /// <param name="computed">What was computed.</param>
    /// <param name="missing">What is missing now: another file with the same bytes may have been written since this one was computed.</param>
    private Sample Write(DrumDataContext context, Sample? sample, ComputedFile computed, MissingWork missing)
    {
        if (sample is null)
        {
            byte[] hash = Convert.FromHexString(computed.ContentHash!);
            context.Samples.Add(sample = new Sample { Hash = hash, ContentHash = hash, AddedAt = TimeProvider.System.GetUtcNow() });
        }

        if (computed.Features is { } features)
        {
            var done = computed.Work.Features;
            if (done.HasFlag(FeatureSet.Fingerprint)) sample.Fingerprint = features.Fingerprint?.ToBytes();
            if ((done & ~StoreContents.KeptAsSpectra) != 0) Set(sample, features, done);
            if ((done & StoreContents.KeptAsSpectra) != 0) SetSpectra(sample, features, done);
        }

        for (int i = 0; i < computed.Embeddings.Count; i++)
        {
            if (!missing.Embedders.Contains(computed.Work.Embedders[i])) continue;
            var embedding = new SampleEmbedding { SampleId = sample.Id, Model = embedders[computed.Work.Embedders[i]].Model, Vector = Vectors.ToBytes(computed.Embeddings[i]) };
            if (sample.Id == 0) sample.Embeddings.Add(embedding);
            else context.Embeddings.Add(embedding);
        }

        return sample;
    }

    private static void Set(Sample sample, SoundFeatures features, FeatureSet done)
    {
        // What another front end computed is of no use beside what this one does.
        if (sample.Features is null || sample.Features.FrontEnd != FrontEnd.Version)
            Clear(sample.Features ??= new Data.Entities.SampleFeatures { SampleId = sample.Id, FrontEnd = FrontEnd.Version });
        var row = sample.Features;
        row.Computed |= done & ~StoreContents.KeptAsSpectra;
        if (done.HasFlag(FeatureSet.Timbre)) SetTimbre(row, features.Timbre);
        if (done.HasFlag(FeatureSet.Zcr)) row.Zcr = Bytes(features.Zcr);
        if (done.HasFlag(FeatureSet.Flatness)) row.Flatness = Bytes(features.Flatness);
        if (done.HasFlag(FeatureSet.Contrast)) row.Contrast = Bytes(features.Contrast);
        if (done.HasFlag(FeatureSet.Contrast8)) row.Contrast8 = Bytes(features.Contrast8);
    }

    private static void SetSpectra(Sample sample, SoundFeatures features, FeatureSet done)
    {
        if (sample.Spectra is null || sample.Spectra.FrontEnd != FrontEnd.Version)
        {
            var fresh = sample.Spectra ??= new SampleSpectra { SampleId = sample.Id, FrontEnd = FrontEnd.Version };
            (fresh.FrontEnd, fresh.Computed, fresh.Mfcc, fresh.LogMelVggish, fresh.LogMelYamnet) = (FrontEnd.Version, FeatureSet.None, null, null, null);
        }

        var row = sample.Spectra;
        row.Computed |= done & StoreContents.KeptAsSpectra;
        if (done.HasFlag(FeatureSet.Mfcc)) row.Mfcc = Bytes(features.Mfcc);
        if (done.HasFlag(FeatureSet.LogMel)) (row.LogMelVggish, row.LogMelYamnet) = (Bytes(features.LogMelVggish), Bytes(features.LogMelYamnet));
    }

    private static void Clear(Data.Entities.SampleFeatures row)
    {
        (row.FrontEnd, row.Computed) = (FrontEnd.Version, FeatureSet.None);
        SetTimbre(row, null);
        (row.Zcr, row.Flatness, row.Contrast, row.Contrast8) = (null, null, null, null);
    }

    private static void SetTimbre(Data.Entities.SampleFeatures row, TimbreScores? scores)
    {
        (row.Hardness, row.Depth, row.Brightness, row.Roughness) = ((float?)scores?.Hardness, (float?)scores?.Depth, (float?)scores?.Brightness, (float?)scores?.Roughness);
        (row.Warmth, row.Sharpness, row.Boominess, row.Reverb) = ((float?)scores?.Warmth, (float?)scores?.Sharpness, (float?)scores?.Boominess, scores?.Reverb);
    }

    private static byte[]? Bytes(double[]? values) => values is null ? null : Vectors.ToBytes(values);
}
