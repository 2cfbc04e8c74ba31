namespace DrumAI.Catalogue.Watching;

/// <summary>
/// Follows one folder, by the system's events where it gives any, and by looking now and then whether it is there at all: drives come and go without
/// an event. Whatever is heard only means that a place is to be looked at again; so events that were lost cost nothing but a walk through the whole folder.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(60);

    private readonly string path;
    private readonly Action<string?> changed;
    private readonly TimeProvider time;
    private FileSystemWatcher? watcher;
    private DateTimeOffset nextTry;
    private bool wasThere;

    /// <param name="path">The folder.</param>
    /// <param name="changed">Called on any thread with what may have come, changed or gone in it; with null where it may be anything.</param>
    /// <param name="time">The clock.</param>
    public FolderWatch(string path, Action<string?> changed, TimeProvider time)
    {
        this.path = path;
        this.changed = changed;
        this.time = time;
        wasThere = IsThere();
        Listen();
    }

    /// <summary>Looks whether the folder has come or gone, and listens again where that had failed.</summary>
    public void Look()
    {
        bool isThere = IsThere();
        if (isThere != wasThere)
        {
            wasThere = isThere;
            StopListening();
            nextTry = default;
            changed(null);
        }

        if (watcher is null && isThere && time.GetUtcNow() >= nextTry)
        {
            Listen();
            changed(null);
        }
    }

    /// <summary>The system says that events were lost, or that it cannot follow so many folders. The folder is walked, and is listened to again.</summary>
    public void LoseEvents()
    {
        StopListening();
        nextTry = time.GetUtcNow() + RetryInterval;
        changed(null);
    }

    public void Dispose() => StopListening();

    private bool IsThere()
    {
        try
        {
            return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Listen()
    {
        if (!wasThere) return;
        try
        {
            var started = new FileSystemWatcher(path)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = 64 * 1024,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            started.Created += (_, e) => changed(e.FullPath);
            started.Changed += (_, e) => changed(e.FullPath);
            started.Deleted += (_, e) => changed(e.FullPath);
            started.Renamed += (_, e) =>
            {
                changed(e.OldFullPath);
                changed(e.FullPath);
            };
            started.Error += (_, _) => LoseEvents();
            started.EnableRaisingEvents = true;
            watcher = started;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // It has gone just now, or the system follows no more folders; the next look tries again.
            nextTry = time.GetUtcNow() + RetryInterval;
        }
    }

    private void StopListening()
    {
        watcher?.Dispose();
        watcher = null;
    }
}
