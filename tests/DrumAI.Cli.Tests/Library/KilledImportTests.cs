using System.Diagnostics;
using System.Text.Json;
using DrumAI.Catalogue;
using Microsoft.Data.Sqlite;

namespace DrumAI.Cli.Tests.Library;

/// <summary>An import that is killed, again and again, at any moment, ends up with what an undisturbed one has.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int SoundCount = 120;

    /// <summary>How many times; DRUMAI_KILLS for more.</summary>
    private static readonly int KillCount = int.Parse(Environment.GetEnvironmentVariable("DRUMAI_KILLS") ?? "8");

    private readonly LibraryFolder library = new();
    private readonly string undisturbed = Directory.CreateTempSubdirectory("drumai-undisturbed-").FullName;

    public void Dispose()
    {
        library.Dispose();
        Directory.Delete(undisturbed, recursive: true);
    }

    [Fact]
    public async Task ImportKilledAtRandomPointsLosesNothingAndEndsAsIfUndisturbed()
    {
        library.Fill(SoundCount);
        library.Sounds.Write("broken.wav", "junk"u8);
        library.Sounds.Write("copy.wav", File.ReadAllBytes(library.Sounds.Of("kit 0/0.wav")));
        var whole = Stopwatch.StartNew();
        Assert.Equal(ExitCode.SomeUnreadable, (await ChildProgram.RunAsync(Add(undisturbed))).ExitCode);
        double longestMilliseconds = whole.ElapsedMilliseconds;

        int seed = Environment.TickCount, kills = 0;
        var random = new Random(seed);
        var reached = new Progress(0, 0, 0);
        for (int i = 0; kills == 0 || i < KillCount; i++)
        {
            using var program = ChildProgram.Start(Add(library.Data));
            // From before the catalogue exists to the last stage; each run begins where the one before was killed.
            using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            end.CancelAfter(TimeSpan.FromMilliseconds(longestMilliseconds * (0.1 + 0.6 * random.NextDouble())));
            try
            {
                await program.WaitForExitAsync(end.Token);
                // It was faster than the first, whose time says how busy the machine was. Nothing is left to kill: once more from the beginning.
                longestMilliseconds /= 2;
                Assert.True(longestMilliseconds > 1, "Nothing could be killed.");
                // A pooled connection of ours would go on reading the file that is deleted.
                SqliteConnection.ClearAllPools();
                Directory.Delete(library.Data, recursive: true);
                reached = new Progress(0, 0, 0);
                continue;
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                program.Kill();
                await program.WaitForExitAsync(TestContext.Current.CancellationToken);
                kills++;
            }

            var now = ProgressOf(library.Data);
            Assert.True(now.IsNoLessThan(reached), $"{now} after {reached}, seed {seed}");
            reached = now;
        }

        var last = await ChildProgram.RunAsync(Add(library.Data));
        Assert.True(last.ExitCode is ExitCode.Success or ExitCode.SomeUnreadable, last.Error);
        Assert.Equal(Contents(undisturbed), Contents(library.Data));
        Assert.Equal("All is well.\n", (await library.RunAsync("library", "check")).Output);
    }

    private string[] Add(string data) => ["library", "add", library.Sounds.Path, "--data", data, "--model", library.Model.Path, "--threads", "2"];

    /// <summary>How much of the import is done; a catalogue that is not there yet has nothing.</summary>
    private static Progress ProgressOf(string data)
    {
        if (!File.Exists(Path.Combine(data, SampleCatalogue.FileName))) return new Progress(0, 0, 0);
        using var catalogue = SampleCatalogue.Open(data);
        var status = LibraryStatus.Read(catalogue);
        return new Progress(status.SampleCount + status.UnreadableCount, status.ClassifiedCount + status.MeasuredCount, status.MeasuredCount);
    }

    /// <summary>All that a catalogue holds, but for numbers and times.</summary>
    private static List<string> Contents(string data)
    {
        string[] queries =
        [
            """
            SELECT 'sample', hex(s.ContentHash), s.Stage, s.Path, s.Name, s.IsPresent, s.Class, s.Subclass, s.Confidence, s.Model, s.Kind, s.DurationSeconds,
                s.LevelDecibels, s.AttackSeconds, s.SampleRate, s.Hardness, s.Depth, s.Brightness, s.Roughness, s.Warmth, s.Sharpness, s.Boominess, s.Reverb,
                hex(s.Fingerprint), s.Warnings, s.MeasureWarnings, hex(p.Embedding), hex(p.ClassProbabilities), hex(p.SubclassProbabilities), hex(f.Zcr),
                hex(f.Flatness), hex(f.Contrast), hex(f.Contrast8), hex(f.Mfcc), (SELECT COUNT(*) FROM Names WHERE rowid = s.Id)
            FROM Samples s LEFT JOIN Predictions p ON p.SampleId = s.Id LEFT JOIN Features f ON f.SampleId = s.Id
            """,
            """
            SELECT 'file', f.Path, f.Name, f.NameWords, f.FolderWords, f.Size, f.ModifiedTicks, f.IsMissing, f.ErrorCode, f.ErrorMessage, hex(s.ContentHash)
            FROM Files f LEFT JOIN Samples s ON s.Id = f.SampleId
            """,
            "SELECT 'folder', Path, IsWatched, IsOffline, ListedAt IS NOT NULL FROM Folders",
        ];
        using var catalogue = SampleCatalogue.Open(data);
        using var connection = catalogue.OpenConnection();
        return [.. queries.SelectMany(q => Rows(connection, q)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Rows(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            yield return JsonSerializer.Serialize(values);
        }
    }

    private sealed record Progress(int Listed, int Classified, int Measured)
    {
        /// <summary>A copy leaves one sound less, and one that was listed becomes unreadable: only the listed may be one less.</summary>
        public bool IsNoLessThan(Progress other) => Listed >= other.Listed - 1 && Classified >= other.Classified && Measured >= other.Measured;
    }
}
