using System.IO.MemoryMappedFiles;

namespace DrumAI.Training;

/// <summary>A file of rows of equal length, mapped into memory, so that processes that read it share its pages.</summary>
internal sealed unsafe class BankFile : IDisposable
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* start;

    public BankFile(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0) return;
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    /// <summary>In bytes.</summary>
    public long Length { get; }

    /// <summary>One row of <paramref name="count"/> numbers.</summary>
    public ReadOnlySpan<T> Read<T>(long row, int count)
        where T : unmanaged => count == 0 ? [] : new(start + (row * count * sizeof(T)), count);

    public void Dispose()
    {
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        file?.Dispose();
    }
}
