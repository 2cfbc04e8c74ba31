using System.Data.Common;
using DrumAI.Data.Backups;
using DrumAI.Data.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Tests.Backups;

public sealed class DatabaseBackupTests(PostgresServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-backup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task RestoredElsewhereItIsTheSameRowByRow(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        using var elsewhere = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await SeededRows.WriteAsync(database, soundCount: 200, seed: 1);
        var before = await AllRowsAsync(database);

        var manifest = await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        var restored = await DatabaseBackup.RestoreAsync(elsewhere.ConnectionString, FileName, replace: false, Cancellation);

        Assert.Equal(BackupCheck.Restored, manifest.Check);
        Assert.True(restored.IsCompared);
        Assert.Null(restored.Kept);
        await using var copy = DrumDatabase.Connect(elsewhere.ConnectionString);
        var after = await AllRowsAsync(copy);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, table => Assert.Equal(table.Value, after[table.Key]));
        Assert.Equal(200, before["Samples"].Count);
        Assert.All(before, table => Assert.Equal(table.Value.Count, manifest.Tables[table.Key].Rows));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task RestoredDatabaseGoesOnWithNewNumbers(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        using var elsewhere = await TestDatabase.CreateAsync(kind, server);
        await using (var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation))
            await SeededRows.WriteAsync(database, soundCount: 20, seed: 1);
        await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        await DatabaseBackup.RestoreAsync(elsewhere.ConnectionString, FileName, replace: false, Cancellation);

        await using var restored = await DrumDatabase.OpenAsync(elsewhere.ConnectionString, cancellation: Cancellation);
        await SeededRows.WriteAsync(restored, soundCount: 20, seed: 2);
        await using var context = restored.CreateContext();
        Assert.Equal(40, await context.Samples.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task BackupTakenUnderLoadHoldsWholeTransactionsOnly(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        using var elsewhere = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await SeededRows.WriteAsync(database, soundCount: 1000, seed: 1);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        int committed = 0;
        var writing = Task.Run(
            async () =>
            {
                // Each transaction writes seven sounds with features and votes; a moment has all of it or nothing.
                for (int seed = 2; !done.IsCancellationRequested; seed++)
                {
                    await SeededRows.WriteAsync(database, soundCount: 7, seed);
                    Interlocked.Increment(ref committed);
                }
            },
            Cancellation);

        while (Volatile.Read(ref committed) < 3) await Task.Delay(5, Cancellation);
        int first = Volatile.Read(ref committed);
        var manifest = await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        // It was under load: others committed meanwhile.
        int last = Volatile.Read(ref committed) + 1;
        await done.CancelAsync();
        await writing;
        Assert.True(last > first + 1, "Nothing was written during the backup.");
        await DatabaseBackup.RestoreAsync(elsewhere.ConnectionString, FileName, replace: false, Cancellation);

        await using var copy = DrumDatabase.Connect(elsewhere.ConnectionString);
        await using var context = copy.CreateContext();
        int sounds = await context.Samples.CountAsync(Cancellation);
        Assert.Equal(0, (sounds - 1000) % 7);
        Assert.InRange(sounds, 1000 + 7 * first, 1000 + 7 * last);
        Assert.Equal(sounds, await context.Features.CountAsync(Cancellation));
        Assert.Equal(sounds, await context.ClassVotes.CountAsync(Cancellation));
        Assert.Equal(sounds, manifest.Tables["Samples"].Rows);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task WhatHoldsSomethingGivesWayOnlyWhenToldAndIsKept(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using (var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation))
            await SeededRows.WriteAsync(database, soundCount: 5, seed: 1);
        await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        await using (var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation))
        {
            await SeededRows.WriteAsync(database, soundCount: 3, seed: 2);
            await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.RestoreAsync(place.ConnectionString, FileName, replace: false, Cancellation));
            var inUse = await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.RestoreAsync(place.ConnectionString, FileName, replace: true, Cancellation));
            Assert.Contains("Stop them", inUse.Message, StringComparison.Ordinal);
            Assert.Equal(8, await SoundsAsync(place.ConnectionString));
        }

        var restored = await DatabaseBackup.RestoreAsync(place.ConnectionString, FileName, replace: true, Cancellation);

        Assert.Equal(5, await SoundsAsync(place.ConnectionString));
        string kept = kind == DatabaseKind.Sqlite
            ? $"Data Source={restored.Kept}"
            : new Npgsql.NpgsqlConnectionStringBuilder(place.ConnectionString) { Database = restored.Kept }.ConnectionString;
        Assert.Equal(8, await SoundsAsync(kept));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task DamagedBackupIsRefusedAndThePlaceStaysEmpty(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        using var elsewhere = await TestDatabase.CreateAsync(kind, server);
        await using (var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation))
            await SeededRows.WriteAsync(database, soundCount: 50, seed: 1);
        await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        byte[] bytes = await File.ReadAllBytesAsync(FileName, Cancellation);
        bytes[bytes.Length / 2] ^= 0x55;
        await File.WriteAllBytesAsync(FileName, bytes, Cancellation);

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.RestoreAsync(elsewhere.ConnectionString, FileName, replace: false, Cancellation));
        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        await using var empty = await DrumDatabase.OpenAsync(elsewhere.ConnectionString, cancellation: Cancellation);
        await using var context = empty.CreateContext();
        Assert.Equal(0, await context.Samples.CountAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task DatabaseKnowsHowItsLastBackupEnded(DatabaseKind kind)
    {
        using var place = await TestDatabase.CreateAsync(kind, server);
        await using var database = await DrumDatabase.OpenAsync(place.ConnectionString, cancellation: Cancellation);
        await using var context = database.CreateContext();
        Assert.Null(await LastBackup.ReadAsync(context, Cancellation));

        var manifest = await DatabaseBackup.WriteAsync(place.ConnectionString, FileName, Cancellation);
        var good = await LastBackup.ReadAsync(context, Cancellation);
        Assert.Null(good!.Error);
        Assert.Equal((manifest.Bytes, manifest.Rows, "copy"), (good.Bytes, good.Rows, good.File));

        string nowhere = Path.Combine(folder, "copy", "below a file");
        await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.WriteAsync(place.ConnectionString, nowhere, Cancellation));
        var bad = await LastBackup.ReadAsync(context, Cancellation);
        Assert.Contains("cannot be written", bad!.Error, StringComparison.Ordinal);
        Assert.Equal(good.SucceededAt, bad.SucceededAt);
    }

    [Fact]
    public async Task BackupOfNothingIsRefusedAndLeavesNoFile()
    {
        await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.WriteAsync($"Data Source={folder}/none.db", FileName, Cancellation));
        Assert.Empty(Directory.GetFiles(folder));
        await File.WriteAllTextAsync(Path.Combine(folder, "text.db"), new string('x', 5000), Cancellation);
        await Assert.ThrowsAsync<DatabaseException>(() => DatabaseBackup.WriteAsync($"Data Source={folder}/text.db", FileName, Cancellation));
        Assert.False(File.Exists(FileName));
    }

    private string FileName => Path.Combine(folder, "copy");

    private static async Task<int> SoundsAsync(string connectionString)
    {
        await using var database = DrumDatabase.Connect(connectionString);
        await using var context = database.CreateContext();
        return await context.Samples.CountAsync(Cancellation);
    }

    /// <summary>Every row of every table, as text, sorted.</summary>
    private static async Task<SortedDictionary<string, List<string>>> AllRowsAsync(DrumDatabase database)
    {
        await using var context = database.CreateContext();
        var tables = context.Model.GetEntityTypes().Select(e => e.GetTableName()!).Append("__EFMigrationsHistory");
        await context.Database.OpenConnectionAsync(Cancellation);
        var all = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string table in tables)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            all[table] = await RowsAsync(reader);
        }

        return all;
    }

    private static async Task<List<string>> RowsAsync(DbDataReader reader)
    {
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)).Select(value => value switch
            {
                DBNull => "null",
                byte[] bytes => Convert.ToHexString(bytes),
                float or double => $"{value:R}",
                _ => value.ToString(),
            })));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
