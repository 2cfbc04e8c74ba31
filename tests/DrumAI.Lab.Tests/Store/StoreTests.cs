using DrumAI.Data;
using DrumAI.Data.Tests.Databases;
using DrumAI.Features;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training.Tests;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Lab.Tests.Store;

public sealed class StoreTests(PostgresServer server) : IDisposable
{
    private const FeatureSet Every = FeatureSet.All & ~FeatureSet.Embedding;
    private static readonly StoreEmbedder Mean = new("mean-1", () => (mono, rate) => [mono.Length, rate]);

    private readonly SmallSet small = new();

    public void Dispose() => small.Dispose();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task OnlyWhatIsMissingIsComputed(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        using var database = await OpenAsync(place);
        Assert.Equal((36, 36), await FillAsync(database, FeatureSet.Zcr | FeatureSet.Mfcc));
        Assert.Equal((36, 0), await FillAsync(database, FeatureSet.Zcr | FeatureSet.Mfcc));
        // More features, and an embedder: each sound is read again, and what was there stays.
        byte[] before = await ZcrOfAsync(database);
        Assert.Equal((36, 36), await FillAsync(database, Every, Mean));
        Assert.Equal(before, await ZcrOfAsync(database));
        Assert.Equal((36, 0), await FillAsync(database, Every, Mean));

        var arrays = await LoadAsync(database, [.. StoreColumn.All], "mean-1");
        Assert.Equal(36, arrays.Count);
        var expected = new FeatureExtractor().Extract(Audio.AudioFile.Read(Path.Combine(small.Set.Folder, arrays.Paths[7])).Pcm, Every);
        Assert.Equal(expected.Mfcc!.Select(x => (float)x), arrays.Row("mfcc", 7).ToArray());
        Assert.Equal(expected.LogMelYamnet!.Select(x => (float)x), arrays.Row("logmel_yamnet", 7).ToArray());
        Assert.Equal((float)expected.Timbre!.Hardness!.Value, arrays.Row("hardness", 7)[0]);
        Assert.Equal(expected.Fingerprint!.Value.ToBytes(), arrays.Fingerprints[7]);
        Assert.Equal(22050, arrays.Row("mean-1", 7)[1]);
        Assert.Equal(small.Set.Sounds.Single(s => s.Path == arrays.Paths[7]).Class, arrays.Classes[7]);
    }

    [Fact]
    public async Task MovedAndRepeatedFilesCostNothing()
    {
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        await FillAsync(database, FeatureSet.Zcr);
        int reads = 0;
        var counting = new StoreEmbedder("counting", () => (_, _) =>
        {
            Interlocked.Increment(ref reads);
            return [1];
        });
        await FillAsync(database, FeatureSet.Zcr, counting);
        Assert.Equal(36, reads);
        File.Copy(Path.Combine(small.Set.Folder, "kit0/Kick0.wav"), Path.Combine(small.Set.Folder, "copy.wav"));
        StoreFile[] files = [.. Files().Where(f => f.Path != "kit0/Kick1.wav"), new("copy.wav", "Kick", null)];
        await FillAsync(database, FeatureSet.Zcr, files, counting);
        Assert.Equal(36, reads);
        var arrays = await LoadAsync(database, [.. StoreColumn.All.Where(c => c.Name == "zcr")]);
        Assert.Equal(36, arrays.Count);
        Assert.DoesNotContain("kit0/Kick1.wav", arrays.Paths);
        Assert.Contains("copy.wav", arrays.Paths);
    }

    [Fact]
    public async Task SoundThatTwoFilesHoldMayBeComputedTwiceButIsWrittenOnce()
    {
        using var many = new SmallSet(perKit: 8);
        StoreFile[] files = [.. many.Set.Sounds.Select(s => new StoreFile(s.Path, null, null)), new("last.wav", null, null)];
        File.Copy(Path.Combine(many.Set.Folder, files[0].Path), Path.Combine(many.Set.Folder, "last.wav"));
        // The first file is done only when all others are, so that its twin cannot know of it; they are written in two transactions.
        int calls = 0;
        using var others = new ManualResetEventSlim();
        var waiting = new StoreEmbedder("waiting", () => (_, _) =>
        {
            int call = Interlocked.Increment(ref calls);
            if (call == files.Length) others.Set();
            if (call == 1) others.Wait(TestContext.Current.CancellationToken);
            return [1];
        });
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        await new StoreFill(database, FeatureSet.Zcr, [waiting], threads: 2).RunAsync("small", many.Set.Folder, files, null, TestContext.Current.CancellationToken);
        Assert.Equal(files.Length, calls);
        var arrays = await LoadAsync(database, [.. StoreColumn.All.Where(c => c.Name == "zcr")], "waiting");
        Assert.Equal(files.Length, arrays.Count);
        Assert.Equal(arrays.Row("zcr", Array.IndexOf(arrays.Paths, files[0].Path)).ToArray(), arrays.Row("zcr", Array.IndexOf(arrays.Paths, "last.wav")).ToArray());
    }

    [Fact]
    public async Task StoppedFillKeepsWhatItDid()
    {
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        using var stop = new CancellationTokenSource();
        var fill = new StoreFill(database, FeatureSet.Zcr, [], threads: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fill.RunAsync("small", small.Set.Folder, Files(), (done, _) =>
        {
            if (done == 10) stop.Cancel();
        }, stop.Token));
        var (files, computed) = await FillAsync(database, FeatureSet.Zcr);
        Assert.Equal(36, files);
        Assert.InRange(computed, 1, 26);
    }

    [Fact]
    public async Task DamagedFileIsWrittenDownAndTheRestGoesOn()
    {
        await File.WriteAllTextAsync(Path.Combine(small.Set.Folder, "kit0/Kick0.wav"), "no sound at all", TestContext.Current.CancellationToken);
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        var summary = await new StoreFill(database, FeatureSet.Zcr, [], 2).RunAsync("small", small.Set.Folder, Files(), null, TestContext.Current.CancellationToken);
        Assert.Equal((36, 36, 1), (summary.Files, summary.Computed, summary.Unreadable));
        Assert.Equal((36, 0), await FillAsync(database, FeatureSet.Zcr));
        Assert.Equal(35, (await LoadAsync(database, [.. StoreColumn.All.Where(c => c.Name == "zcr")])).Count);
    }

    [Fact]
    public async Task AnotherFrontEndComputesEverythingAnew()
    {
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        await FillAsync(database, FeatureSet.Zcr | FeatureSet.Flatness);
        await using (var context = database.CreateContext())
            await context.Features.ExecuteUpdateAsync(s => s.SetProperty(f => f.FrontEnd, "0").SetProperty(f => f.Zcr, new byte[128]), TestContext.Current.CancellationToken);
        Assert.Equal((36, 36), await FillAsync(database, FeatureSet.Zcr));
        await using var after = database.CreateContext();
        // What was asked for is new; what was not is gone with the old front end.
        Assert.All(await after.Features.ToArrayAsync(TestContext.Current.CancellationToken), f =>
        {
            Assert.Equal(FrontEnd.Version, f.FrontEnd);
            Assert.Equal(FeatureSet.Zcr, f.Computed);
            Assert.Contains(f.Zcr!, b => b != 0);
            Assert.Null(f.Flatness);
        });
    }

    [Fact]
    public async Task ExportsHoldTheSameNumbers()
    {
        using var place = await TestDatabase.CreateAsync(DatabaseKind.Sqlite, server);
        using var database = await OpenAsync(place);
        await FillAsync(database, FeatureSet.Contrast | FeatureSet.Timbre);
        var arrays = await LoadAsync(database, [.. StoreColumn.All.Where(c => c.Name is "contrast" or "depth")]);
        string folder = Path.Combine(small.Set.Folder, "export");
        FeatureExport.WriteNpy(arrays, folder);
        byte[] npy = await File.ReadAllBytesAsync(Path.Combine(folder, "contrast.npy"), TestContext.Current.CancellationToken);
        int header = 10 + npy[8] + 256 * npy[9];
        Assert.Equal(0, header % 64);
        Assert.Contains("'shape': (36, 7, 32)", System.Text.Encoding.ASCII.GetString(npy, 10, header - 10), StringComparison.Ordinal);
        Assert.Equal(arrays.Columns["contrast"].Values, Vectors.FromBytes(npy.AsSpan(header)));

        string file = Path.Combine(folder, "features.parquet");
        await FeatureExport.WriteParquetAsync(arrays, file, TestContext.Current.CancellationToken);
        await using var stream = File.OpenRead(file);
        await using var reader = await Parquet.ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["path", "class", "subclass", "contrast", "depth"], reader.Schema.DataFields.Select(f => f.Name).Order(Comparer<string>.Create((a, b) => Place(a) - Place(b))));
        Assert.Equal(36, reader.Metadata!.RowGroups.Single().NumRows);

        static int Place(string name) => Array.IndexOf(["path", "class", "subclass", "contrast", "depth"], name);
    }

    private static Task<DrumDatabase> OpenAsync(TestDatabase place) => DrumDatabase.OpenAsync(place.ConnectionString, cancellation: TestContext.Current.CancellationToken);

    private StoreFile[] Files() => [.. small.Set.Sounds.Select(s => new StoreFile(s.Path, DrumTaxonomy.Default.Classes[s.Class].Name, null))];

    private Task<(int Files, int Computed)> FillAsync(DrumDatabase database, FeatureSet wanted, params StoreEmbedder[] embedders) => FillAsync(database, wanted, Files(), embedders);

    private async Task<(int Files, int Computed)> FillAsync(DrumDatabase database, FeatureSet wanted, StoreFile[] files, params StoreEmbedder[] embedders)
    {
        var summary = await new StoreFill(database, wanted, embedders, threads: 2).RunAsync("small", small.Set.Folder, files, null, TestContext.Current.CancellationToken);
        return (summary.Files, summary.Computed);
    }

    private static Task<FeatureArrays> LoadAsync(DrumDatabase database, StoreColumn[] columns, params string[] models) =>
        FeatureReader.LoadAsync(database, "small", columns, models, TestContext.Current.CancellationToken);

    private static async Task<byte[]> ZcrOfAsync(DrumDatabase database)
    {
        await using var context = database.CreateContext();
        return (await context.Features.OrderBy(f => f.SampleId).Select(f => f.Zcr).FirstAsync(TestContext.Current.CancellationToken))!;
    }
}
