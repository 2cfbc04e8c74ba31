using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace DrumAI.Audio;

/// <summary>
/// The bytes of a sound file at known offsets. A short file is read once, whole, into a pooled buffer; a long one is read only where it is
/// asked for, so that refusing hours of sound costs no memory.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    /// <summary>Files up to this length are read whole.</summary>
    private const int WholeLength = 1 << 20;

    private readonly ReadOnlyMemory<byte> memory;
    private readonly SafeFileHandle? handle;
    private readonly long start;
    private byte[]? rented;

    private ByteSource(ReadOnlyMemory<byte> memory) => (this.memory, Length) = (memory, memory.Length);

    private ByteSource(SafeFileHandle handle, long start, long length) => (this.handle, this.start, Length) = (handle, start, length);

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Bytes that lie in memory.</summary>
    public static ByteSource Of(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>Opens a regular file.</summary>
    /// <exception cref="AudioFormatException">It is not there, is a directory, or holds nothing.</exception>
    public static ByteSource Open(string path)
    {
        SafeFileHandle handle = OpenHandle(path);
        try
        {
            long length = RandomAccess.GetLength(handle);
            if (length > WholeLength) return new ByteSource(handle, 0, length);
            byte[] buffer = ArrayPool<byte>.Shared.Rent((int)length);
            int count = new ByteSource(handle, 0, length).Read(0, buffer.AsSpan(0, (int)length));
            handle.Dispose();
            return new ByteSource(buffer.AsMemory(0, count)) { rented = buffer };
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The first bytes of a regular file.</summary>
    /// <exception cref="AudioFormatException">It is not there, is a directory, or holds nothing.</exception>
    public static byte[] ReadHead(string path, int length)
    {
        using SafeFileHandle handle = OpenHandle(path);
        var head = new byte[(int)Math.Min(length, RandomAccess.GetLength(handle))];
        int count = new ByteSource(handle, 0, head.Length).Read(0, head);
        return head[..count];
    }

    /// <summary>The system gave a name that is no text; what could not be read of it was replaced, so that the name leads nowhere.</summary>
    public static bool IsNoText(string path) => path.Contains('\ufffd', StringComparison.Ordinal);

    private static SafeFileHandle OpenHandle(string path)
    {
        // Opening a pipe would wait for a writer. Pipes, sockets and devices all have length 0, and are refused by it before they are opened.
        var info = new FileInfo(path);
        if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target) info = new FileInfo(target.FullName);
        if (Directory.Exists(info.FullName)) throw new AudioFormatException(AudioErrorCode.IsDirectory, "This is a directory, not a sound file.");
        if (!info.Exists) throw new AudioFormatException(AudioErrorCode.NotFound, IsNoText(path) ? "Its name is no valid UTF-8, so it cannot be opened. Rename it." : "There is no such file.");
        if (info.Length == 0) throw new AudioFormatException(AudioErrorCode.Empty, "The file holds no bytes, or is no regular file.");

        return File.OpenHandle(info.FullName);
    }

    /// <summary>A view of some of these bytes; it is valid as long as this source is, and needs no disposal of its own.</summary>
    public ByteSource Slice(long offset, long length) => handle is null
        ? new ByteSource(memory.Slice((int)offset, (int)length))
        : new ByteSource(handle, start + offset, length);

    /// <summary>Copies bytes from an offset on, as many as there are; gives their number.</summary>
    public int Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset >= Length) return 0;
        int wanted = (int)Math.Min(destination.Length, Length - offset);
        if (handle is null)
        {
            memory.Span.Slice((int)offset, wanted).CopyTo(destination);
            return wanted;
        }

        int count = 0;
        while (count < wanted)
        {
            int read = RandomAccess.Read(handle, destination[count..wanted], start + offset + count);
            if (read == 0) break;
            count += read;
        }

        return count;
    }

    /// <summary>Bytes from an offset on, at most as many as <paramref name="scratch"/> holds; they may lie in it, or in place.</summary>
    public ReadOnlySpan<byte> Window(long offset, Span<byte> scratch)
    {
        if (handle is null && offset >= 0 && offset < Length)
            return memory.Span.Slice((int)offset, (int)Math.Min(scratch.Length, Length - offset));
        return scratch[..Read(offset, scratch)];
    }

    /// <summary>Closes the file, or gives the buffer back.</summary>
    public void Dispose()
    {
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        rented = null;
        handle?.Dispose();
    }
}
