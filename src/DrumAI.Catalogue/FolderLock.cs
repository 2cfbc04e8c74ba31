namespace DrumAI.Catalogue;

/// <summary>
/// A lock on a data folder between processes: shared by all that have the catalogue open, alone for whoever changes the schema or replaces the
/// file. The system lets go of it when a process ends, however it ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string InUse = "catalogue.lock";
    private const string Importing = "import.lock";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Waits for whoever has the folder alone, which takes as long as a schema's change does.</summary>
    /// <exception cref="CatalogueException">It took too long.</exception>
    public static FolderLock Share(string dataFolder)
    {
        for (long begun = Environment.TickCount64; ;)
        {
            if (TryShare(dataFolder) is { } taken) return taken;
            if (Environment.TickCount64 - begun > Patience.TotalMilliseconds)
                throw new CatalogueException($"Another program is upgrading or restoring the catalogue in {dataFolder}. Try again when it is done.");
            Thread.Sleep(Pause);
        }
    }

    /// <summary>The folder together with others; null where somebody has it alone.</summary>
    public static FolderLock? TryShare(string dataFolder) => Try(dataFolder, InUse, FileAccess.Read, FileShare.Read);

    /// <summary>The folder for oneself; null where any program has it open.</summary>
    public static FolderLock? TryOwn(string dataFolder) => Try(dataFolder, InUse, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The right to import, which one process has at a time; null where another has it.</summary>
    public static FolderLock? TryImport(string dataFolder) => Try(dataFolder, Importing, FileAccess.ReadWrite, FileShare.None);

    public void Dispose() => file.Dispose();

    private static FolderLock? Try(string dataFolder, string name, FileAccess access, FileShare share)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(dataFolder, name), FileMode.OpenOrCreate, access, share, bufferSize: 1));
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    /// <summary>EWOULDBLOCK on Linux and on the BSDs, a sharing violation on Windows.</summary>
    private static bool IsTaken(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;
}
