using DrumAI.Catalogue.Entities;
using DrumAI.Catalogue.Import;
using DrumAI.Catalogue.Watching;

namespace DrumAI.Catalogue.Tests.Watching;

public sealed class LibraryWatcherTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestCatalogue test = new();

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task ChangesInAWatchedFolderAreImportedAsTheyHappen()
    {
        string old = test.Sounds.Thump("kits/old.wav");
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Path, isWatched: true);
        await WhileWatchingAsync(async () =>
        {
            await UntilAsync(() => Names().SequenceEqual(["old"]));

            test.Sounds.Hiss("kits/new.wav");
            await UntilAsync(() => Names().SequenceEqual(["new", "old"]));
            File.Move(old, test.Sounds.Of("renamed.wav"));
            await UntilAsync(() => Names().SequenceEqual(["new", "renamed"]));
            Directory.Move(test.Sounds.Of("kits"), test.Sounds.Of("moved"));
            await UntilAsync(() => Paths().Contains(test.Sounds.Of("moved/new.wav")));
            File.Delete(test.Sounds.Of("renamed.wav"));
            await UntilAsync(() => Names().SequenceEqual(["new"]));
        });
    }

    [Fact]
    public async Task FolderThatComesBackIsImported()
    {
        string drive = test.Sounds.Of("drive"), away = test.Sounds.Of("away");
        test.Sounds.Thump("drive/kick.wav");
        new LibraryFolders(test.Catalogue).Add(drive, isWatched: true);
        await WhileWatchingAsync(async () =>
        {
            await UntilAsync(() => Names().Count == 1);
            Directory.Move(drive, away);
            await UntilAsync(() => LibraryStatus.Read(test.Catalogue).Folders.Single().IsOffline);
            test.Sounds.Hiss("away/hat.wav");
            Directory.Move(away, drive);
            await UntilAsync(() => Names().SequenceEqual(["hat", "kick"]));
        });
    }

    [Fact]
    public async Task FolderThatIsNotWatchedIsLeftAlone()
    {
        test.Sounds.Thump("watched/a.wav");
        test.Sounds.Thump("other/b.wav");
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Of("watched"), isWatched: true);
        new LibraryFolders(test.Catalogue).Add(test.Sounds.Of("other"));
        await WhileWatchingAsync(async () =>
        {
            await UntilAsync(() => Paths().Count == 2);
            test.Sounds.Hiss("other/c.wav");
            test.Sounds.Hiss("watched/d.wav");
            await UntilAsync(() => Paths().Contains(test.Sounds.Of("watched/d.wav")));

            Assert.DoesNotContain(test.Sounds.Of("other/c.wav"), Paths());
        });
    }

    [Fact]
    public void LostEventsMeanAWalk()
    {
        test.Sounds.Thump("kick.wav");
        var places = new List<string?>();
        using var watch = new FolderWatch(test.Sounds.Path, places.Add, TimeProvider.System);

        watch.LoseEvents();

        Assert.Equal([null], places);
    }

    private async Task WhileWatchingAsync(Func<Task> play)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watcher = new LibraryWatcher(test.Catalogue, test.Classifier, new ImportOptions { ThreadCount = 1, Until = SampleStage.Classified })
        {
            Quiet = TimeSpan.FromMilliseconds(50),
            LookInterval = TimeSpan.FromMilliseconds(100),
        };
        var running = watcher.RunAsync(stop.Token);
        var played = play();
        if (await Task.WhenAny(running, played) == running) await running;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await played;
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!isSo()) await Task.Delay(20, limit.Token);
    }

    private List<string> Names()
    {
        using var context = test.Catalogue.CreateContext();
        return [.. context.Samples.Where(s => s.IsPresent && s.Stage != SampleStage.Listed).OrderBy(s => s.Name).Select(s => s.Name)];
    }

    private List<string> Paths()
    {
        using var context = test.Catalogue.CreateContext();
        return [.. context.Files.Where(f => !f.IsMissing).Select(f => f.Path)];
    }
}
