using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Keeping;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Schema;

namespace DrumAI.Catalogue.Tests.Schema;

/// <summary>
/// Catalogues of every schema that was ever released, made by the program of that time: two sounds, one of them with a copy, classified and measured, and
/// one file that cannot be read.
/// </summary>
public sealed class SchemaUpgradeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-upgrade-").FullName;

    public static TheoryData<string> Released => [.. Directory.GetFiles(ReleasedFolder, "*.db").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    private static string ReleasedFolder => Path.Combine(AppContext.BaseDirectory, "Schema", "Released");

    private string Database => Path.Combine(folder, SampleCatalogue.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void EverySchemaButTheNewestIsThere() =>
        Assert.Equal(SchemaUpgrade.Known.SkipLast(1), Released.Select(r => r.Data).Where(r => r != SchemaUpgrade.Known[^1]));

    [Theory]
    [MemberData(nameof(Released))]
    public void CatalogueOfAnEarlierSchemaKeepsAllThatItHeld(string schema)
    {
        File.Copy(Path.Combine(ReleasedFolder, schema + ".db"), Database);

        using var catalogue = SampleCatalogue.Open(folder);

        Assert.Empty(LibraryCheck.Run(catalogue, repair: false, TestContext.Current.CancellationToken));
        using var context = catalogue.CreateContext();
        Assert.Equal(["hat", "kick"], context.Samples.OrderBy(s => s.Name).Select(s => s.Name));
        Assert.All(context.Samples, s => Assert.Equal((SampleStage.Measured, true), (s.Stage, s.IsPresent)));
        Assert.Equal(("Kick", 2, 1), (context.Samples.Single(s => s.Name == "kick").Class, context.Files.Count(f => f.Sample!.Name == "kick"), context.Files.Count(f => f.ErrorCode == "notAudio")));
        Assert.Equal(2, context.Features.Count(f => f.Mfcc.Length == 2560));
        Assert.Equal("hat", new SampleQuery { Text = "hats" }.ApplyTo(context).Single().Name);
    }

    [Theory]
    [MemberData(nameof(Released))]
    public void UpgradedCatalogueKeepsItsDerivedColumns(string schema)
    {
        File.Copy(Path.Combine(ReleasedFolder, schema + ".db"), Database);
        using var catalogue = SampleCatalogue.Open(folder);
        using var context = catalogue.CreateContext();
        long kick = context.Samples.Single(s => s.Name == "kick").Id;

        new LibraryEdits(catalogue).SetLabel([kick], DrumLabel.Parse("Gong"));
        using (var connection = catalogue.OpenConnection())
        using (var delete = new Statement(connection, "DELETE FROM Files WHERE SampleId = $1", 1)) delete.Execute(kick);

        Assert.Equal(("Gong", false), context.Samples.Where(s => s.Id == kick).Select(s => new ValueTuple<string?, bool>(s.Class, s.IsPresent)).Single());
        Assert.Empty(new SampleQuery { Text = "kick" }.Filter(context));
    }

    [Fact]
    public void FileIsCopiedBeforeItsSchemaChanges()
    {
        string oldest = Path.Combine(ReleasedFolder, SchemaUpgrade.Known[0] + ".db");
        File.Copy(oldest, Database);

        SampleCatalogue.Open(folder).Dispose();

        string copy = Assert.Single(Directory.GetFiles(Path.Combine(folder, "before-upgrade")));
        Assert.Contains(SchemaUpgrade.Known[0], copy, StringComparison.Ordinal);
        File.Copy(copy, Database, overwrite: true);
        using var again = SampleCatalogue.Open(folder);
        Assert.Equal(2, LibraryStatus.Read(again).MeasuredCount);
    }

    [Fact]
    public void CatalogueThatIsUpToDateIsNotCopied()
    {
        SampleCatalogue.Open(folder).Dispose();
        SampleCatalogue.Open(folder).Dispose();

        Assert.False(Directory.Exists(Path.Combine(folder, "before-upgrade")));
    }

    [Fact]
    public void CatalogueOfANewerProgramIsLeftAlone()
    {
        SampleCatalogue.Open(folder).Dispose();
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('99991231235959_Future', '99.0')");

        var error = Assert.Throws<CatalogueException>(() => SampleCatalogue.Open(folder));

        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, 'long ago'); PRAGMA user_version = 0")]
    [InlineData("DROP TRIGGER Files_Inserted; PRAGMA user_version = 0")]
    public void UpgradeThatWasKilledIsFinished(string leftover)
    {
        SampleCatalogue.Open(folder).Dispose();
        Execute(leftover);

        using var catalogue = SampleCatalogue.Open(folder);

        using var connection = catalogue.OpenConnection();
        using var triggers = new Statement(connection, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'", 0);
        Assert.Equal(7L, triggers.Scalar());
    }

    [Fact]
    public void CatalogueThatOthersHaveOpenIsNotUpgradedUnderThem()
    {
        SampleCatalogue.Open(folder).Dispose();
        using var other = FolderLock.Share(folder);
        Execute("PRAGMA user_version = 0");

        var error = Assert.Throws<CatalogueException>(() => SchemaUpgrade.Run(folder, patience: TimeSpan.FromMilliseconds(100)));

        Assert.Contains("other programs have it open", error.Message, StringComparison.Ordinal);
    }

    private void Execute(string sql)
    {
        using var connection = SampleCatalogue.OpenConnection(Database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
