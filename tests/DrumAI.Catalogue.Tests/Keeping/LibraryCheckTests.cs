using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Keeping;
using DrumAI.Catalogue.Queries;

namespace DrumAI.Catalogue.Tests.Keeping;

public sealed class LibraryCheckTests : IAsyncLifetime
{
    private readonly TestCatalogue test = new();

    public async ValueTask InitializeAsync()
    {
        test.Sounds.Thump("kick.wav");
        test.Sounds.Hiss("hats/hat.wav");
        await test.AddAsync(SampleStage.Measured);
    }

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void SoundCatalogueHasNoFindings() => Assert.Empty(Check(repair: false));

    [Theory]
    [InlineData("UPDATE Samples SET Path = '/elsewhere', Name = 'wrong'")]
    [InlineData("UPDATE Samples SET IsPresent = 0")]
    [InlineData("DELETE FROM Names")]
    [InlineData("INSERT INTO Names (rowid, Name, Folders) VALUES (77, 'ghost', '')")]
    [InlineData("PRAGMA foreign_keys = 0; DROP TRIGGER Files_Deleted; DELETE FROM Files")]
    public void WhatFollowsFromTheRestIsMended(string damage)
    {
        Execute(damage);

        Assert.All(Check(repair: false), f => Assert.False(f.IsRepaired));
        var findings = Check(repair: true);

        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.True(f.IsRepaired, f.What));
        Assert.Empty(Check(repair: false));
    }

    [Fact]
    public void NamesAreFoundAgainAfterTheirIndexWasMadeAnew()
    {
        Execute("DELETE FROM Names");
        Check(repair: true);

        using var context = test.Catalogue.CreateContext();
        Assert.Equal("hat", new SampleQuery { Text = "hats" }.ApplyTo(context).Single().Name);
    }

    [Theory]
    [InlineData("DELETE FROM Predictions", 2, 0)]
    [InlineData("UPDATE Predictions SET Embedding = x'00'", 2, 0)]
    [InlineData("DELETE FROM Features", 0, 2)]
    public async Task SoundsThatLostTheirVectorsGetThemAtTheNextScan(string damage, int classified, int measured)
    {
        Execute(damage);
        Check(repair: true);

        var summary = await test.ScanAsync(SampleStage.Measured);

        Assert.Equal((classified, measured), (summary.Classified, summary.Measured));
        Assert.Empty(Check(repair: false));
    }

    [Fact]
    public void ReferenceToNothingIsReportedAndNotHidden()
    {
        Execute("PRAGMA foreign_keys = 0; INSERT INTO EditItems (EditId, SampleId) VALUES (99, 98)");

        var findings = Check(repair: true);

        Assert.Contains(findings, f => !f.IsRepaired && f.What.Contains("EditItems", StringComparison.Ordinal));
    }

    private IReadOnlyList<CheckFinding> Check(bool repair) => LibraryCheck.Run(test.Catalogue, repair, TestContext.Current.CancellationToken);

    private void Execute(string sql)
    {
        using var connection = test.Catalogue.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA foreign_keys = 1";
        command.ExecuteNonQuery();
    }
}
