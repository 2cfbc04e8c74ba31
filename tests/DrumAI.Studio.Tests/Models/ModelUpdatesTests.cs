using DrumAI.Catalogue;
using DrumAI.Catalogue.Models;
using DrumAI.Catalogue.Queries;
using DrumAI.Classification;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Studio.Library;
using DrumAI.Studio.Models;
using DrumAI.Studio.Sharing;
using DrumAI.Taxonomy;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrumAI.Studio.Tests.Models;

/// <summary>Models that a service offers: what fits is used, what is damaged, foreign or ill-named is not, and the one in use stays.</summary>
public sealed class ModelUpdatesTests : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("drumai-models-").FullName;
    private readonly TestModel offered = new();
    private readonly Dictionary<string, byte[]> files = [];
    private readonly WebApplication service;
    private ModelState? state;

    public ModelUpdatesTests()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        service = builder.Build();
        service.Urls.Add("http://127.0.0.1:0");
        service.MapGet("/models/current", () => Results.Json(state, WireJson.Default.ModelState));
        service.MapGet("/models/{version}/files/{name}", (string name) => files.TryGetValue(name, out byte[]? bytes) ? Results.Bytes(bytes) : Results.NotFound());
    }

    public async ValueTask InitializeAsync()
    {
        CopyTo(Path.Combine(data, "models", "base"), "base");
        new LibraryModels(data).Choose("base");
        await service.StartAsync(TestContext.Current.CancellationToken);
        string draft = Path.Combine(data, "offered");
        CopyTo(draft, "next");
        foreach (string file in Directory.GetFiles(draft)) files[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var card = ModelCard.Read(draft);
        state = new ModelState(
            card.Id, card.Version, "current", card.FrontEnd, card.Taxonomy, card.EmbeddingSize, files.Keys.ToDictionary(n => n, n => ModelCard.HashOf(Path.Combine(draft, n))));
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        offered.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task ModelThatFitsIsUsedAndGivenBack()
    {
        using var studio = new Parts(data, new Uri(service.Urls.Single() + "/"));
        string before = studio.Model.Id;
        await studio.Updates.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ModelFit.Usable, studio.Updates.Fit);

        await studio.Updates.UseFoundAsync(TestContext.Current.CancellationToken);
        Assert.Equal(state!.Id, studio.Model.Id);
        Assert.Equal(ModelFit.Same, studio.Updates.Fit);
        // The program that starts next hears with it too.
        Assert.Equal(state.Id, ModelCard.Read(new LibraryModels(data).FolderInUse).Id);

        await studio.Updates.GoBackAsync();
        Assert.Equal(before, studio.Model.Id);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("renamed")]
    [InlineData("no card")]
    [InlineData("path")]
    public async Task ModelThatIsNotWhatWasAnnouncedChangesNothing(string fault)
    {
        string? network = files.Keys.Single(n => n.EndsWith(".onnx", StringComparison.Ordinal));
        switch (fault)
        {
            case "damaged":
                files[network][files[network].Length / 2] ^= 1;
                break;
            case "renamed":
                state = state! with { Id = "other-1" };
                break;
            case "no card":
                state = state! with { Files = state.Files.Where(f => f.Key != ModelCard.FileName).ToDictionary() };
                break;
            default:
                state = state! with { Files = new Dictionary<string, string>(state.Files) { ["../../evil.txt"] = new('0', 64) } };
                break;
        }

        using var studio = new Parts(data, new Uri(service.Urls.Single() + "/"));
        string before = studio.Model.Id;
        await studio.Updates.LookAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ModelException>(() => studio.Updates.UseFoundAsync(TestContext.Current.CancellationToken));

        Assert.Equal(before, studio.Model.Id);
        Assert.Equal(["base"], Directory.GetDirectories(Path.Combine(data, "models")).Select(Path.GetFileName));
        Assert.False(File.Exists(Path.Combine(data, "evil.txt")));
    }

    [Fact]
    public async Task ModelOfAnotherFrontEndOrTaxonomyIsNotOffered()
    {
        using var studio = new Parts(data, new Uri(service.Urls.Single() + "/"));
        foreach (var foreign in (ModelState[])[state! with { FrontEnd = "999" }, state! with { Taxonomy = "999" }])
        {
            state = foreign;
            await studio.Updates.LookAsync(TestContext.Current.CancellationToken);
            Assert.Equal(ModelFit.Foreign, studio.Updates.Fit);
            string before = studio.Model.Id;
            await studio.Updates.UseFoundAsync(TestContext.Current.CancellationToken);
            Assert.Equal(before, studio.Model.Id);
            state = state! with { FrontEnd = FrontEnd.Version, Taxonomy = DrumTaxonomy.Default.Version };
        }
    }

    [Fact]
    public async Task ModelOfAServiceThatIsNoLongerUsedIsNotOffered()
    {
        var server = new Uri(service.Urls.Single() + "/");
        using var studio = new Parts(data, server);
        await studio.Updates.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ModelFit.Usable, studio.Updates.Fit);

        foreach (var other in (Uri?[])[null, new Uri("http://127.0.0.1:9/")])
        {
            studio.Settings.Change(s => s with { Server = other });
            Assert.Equal((null, ModelFit.Same), (studio.Updates.Found, studio.Updates.Fit));
        }
    }

    private void CopyTo(string folder, string version)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(offered.Path)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        (ModelCard.Read(folder) with { Version = version }).Write(folder);
    }

    /// <summary>What of the Studio takes part.</summary>
    private sealed class Parts : IDisposable
    {
        private readonly SampleCatalogue catalogue;
        private readonly SampleList list;
        private readonly LibraryImporter importer;
        private readonly ServiceConnection connection = new();

        public Parts(string data, Uri server)
        {
            var options = new StudioOptions { DataFolder = data };
            catalogue = SampleCatalogue.Open(data);
            list = new SampleList(catalogue);
            Model = new ModelInUse(options, NullLogger<ModelInUse>.Instance);
            importer = new LibraryImporter(catalogue, list, Model, options, NullLogger<LibraryImporter>.Instance);
            Settings = new SharingFile(options, NullLogger<SharingFile>.Instance);
            Settings.Change(s => s with { Server = server });
            Updates = new ModelUpdates(Model, connection, Settings, importer, options);
        }

        public SharingFile Settings { get; }

        public ModelInUse Model { get; }

        public ModelUpdates Updates { get; }

        public void Dispose()
        {
            Updates.Dispose();
            importer.Dispose();
            Model.Dispose();
            connection.Dispose();
            list.Dispose();
            catalogue.Dispose();
        }
    }
}
