using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Queries;
using DrumAI.Classification;
using DrumAI.Studio.Library;
using DrumAI.Studio.Models;
using DrumAI.Studio.Sharing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrumAI.Studio.Tests.Sharing;

/// <summary>The background work of sharing, where this machine stands in its way.</summary>
public sealed class SharingSenderTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("drumai-sharing-").FullName;
    private readonly TestModel model = new();
    private readonly SoundFolder sounds = new();

    public void Dispose()
    {
        model.Dispose();
        sounds.Dispose();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task WhatCannotBeQueuedIsToldAndEndsNothing()
    {
        var stop = TestContext.Current.CancellationToken;
        var options = new StudioOptions { DataFolder = data, ModelFolder = model.Path };
        using var catalogue = SampleCatalogue.Open(data);
        sounds.Thump("thump.wav");
        new LibraryFolders(catalogue).Add(sounds.Path);
        using (var classifier = DrumClassifier.Load(model.Path)) await new LibraryImport(catalogue, classifier, new ImportOptions()).RunAsync(folderIds: null, stop);
        using var list = new SampleList(catalogue);
        new LibraryEdits(catalogue).SetLabel([list.ReadColumns().Ids[0]], DrumLabel.Parse("Gong"));

        // Where the queue's folder should come there is a file: as a full disk does, it keeps the queue from being written.
        string outbox = Path.Combine(data, "sharing", "outbox");
        Directory.CreateDirectory(Path.GetDirectoryName(outbox)!);
        await File.WriteAllTextAsync(outbox, "", stop);
        var settings = new SharingFile(options, NullLogger<SharingFile>.Instance);
        settings.Change(s => s with { Server = new Uri("http://127.0.0.1:9/"), CorrectionsSince = DateTimeOffset.UnixEpoch });
        using var connection = new ServiceConnection();
        using var inUse = new ModelInUse(options, NullLogger<ModelInUse>.Instance);
        using var importer = new LibraryImporter(catalogue, list, inUse, options, NullLogger<LibraryImporter>.Instance);
        using var updates = new ModelUpdates(inUse, connection, settings, importer, options);
        using var queue = new SharingQueue(catalogue, settings, options, TimeProvider.System);
        using var sender = new SharingSender(
            settings, queue, new CommunityLabels(catalogue, TimeProvider.System), connection, updates, new LibraryChanges(), importer, TimeProvider.System, NullLogger<SharingSender>.Instance);
        var told = new TaskCompletionSource<SharingStatus>();
        sender.Changed += () =>
        {
            if (sender.Status.Phase is not (SharingPhase.Off or SharingPhase.Busy)) told.TrySetResult(sender.Status);
        };

        await sender.StartAsync(stop);
        var first = await Task.WhenAny(told.Task, sender.ExecuteTask!).WaitAsync(TimeSpan.FromSeconds(30), stop);
        Assert.Same(told.Task, first);
        var status = await told.Task;
        Assert.Equal(SharingPhase.Hindered, status.Phase);
        Assert.Contains(outbox, status.Problem, StringComparison.Ordinal);
        Assert.NotNull(status.NextTry);
        await sender.StopAsync(stop);
    }
}
