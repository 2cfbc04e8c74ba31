using DrumAI.Data.Entities;
using DrumAI.Data.Tests.Databases;
using DrumAI.Features;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Tests;

public sealed class DrumDatabaseTests(PostgresServer server)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task SchemaIsWhatTheModelSays(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await using var context = database.CreateContext();

        Assert.Equal(kind, database.Kind);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancellation));
        Assert.False(context.Database.HasPendingModelChanges(), "The model has changed since the last migration: scripts/migration.sh NAME");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task TaxonomyIsThereOnceHoweverManyOpen(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var other = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        }));
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await using var context = database.CreateContext();

        Assert.Equal(DrumTaxonomy.Default.Classes.Select(c => c.Name), await context.Classes.OrderBy(c => c.Id).Select(c => c.Name).ToListAsync(Cancellation));
        var subclass = await context.Subclasses.SingleAsync(s => s.Name == "Hat_Open", Cancellation);
        Assert.Equal("Hat", (await context.Classes.SingleAsync(c => c.Id == subclass.ClassId, Cancellation)).Name);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task NoTwoSamplesShareAHash(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await using var context = database.CreateContext();
        context.Samples.AddRange(new Sample { Hash = [1, 2] }, new Sample { Hash = [1, 2] });

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task RowComesBackAsItWent(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        var time = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);
        float[] zcr = [0.25f, 0.5f], embedding = [0.6f, -0.8f];
        await using (var context = database.CreateContext())
        {
            var sample = new Sample
            {
                Hash = [9],
                AddedAt = time,
                Features = new SampleFeatures { FrontEnd = "2", Computed = FeatureSet.Zcr | FeatureSet.Timbre, Zcr = Vectors.ToBytes(zcr), Warmth = 41.5f },
            };
            sample.Embeddings.Add(new SampleEmbedding { Model = "m-1", Vector = Vectors.ToBytes(embedding) });
            context.Samples.Add(sample);
            await context.SaveChangesAsync(Cancellation);
        }

        await using (var context = database.CreateContext())
        {
            var sample = await context.Samples.Include(s => s.Features).Include(s => s.Embeddings).SingleAsync(Cancellation);
            Assert.Equal(time, sample.AddedAt);
            Assert.Equal(zcr, Vectors.FromBytes(sample.Features!.Zcr));
            Assert.Equal(41.5f, sample.Features.Warmth);
            Assert.Null(sample.Features.Depth);
            Assert.Equal(FeatureSet.Zcr | FeatureSet.Timbre, sample.Features.Computed);
            Assert.Equal(embedding, Vectors.FromBytes(sample.Embeddings.Single().Vector));
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task DatabaseOfANewerProgramIsRefused(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using (var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation))
        await using (var context = database.CreateContext())
        {
            await context.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('29990101000000_Later', '99')""", Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation));
        Assert.Contains("29990101000000_Later", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=/dev/null/no/drumai.db")]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2")]
    public async Task DatabaseThatCannotBeReachedSaysSo(string connectionString) =>
        await Assert.ThrowsAsync<DatabaseException>(() => DrumDatabase.OpenAsync(connectionString, cancellation: Cancellation));

    [Fact]
    public async Task ConnectionStringNamesOneOfTheTwo() =>
        await Assert.ThrowsAsync<ArgumentException>(() => DrumDatabase.OpenAsync("Server=somewhere", cancellation: Cancellation));
}
