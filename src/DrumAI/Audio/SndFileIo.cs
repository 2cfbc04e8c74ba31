using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumAI.Audio;

/// <summary>Gives libsndfile the bytes of a <see cref="ByteSource"/>: a position in it, and the callbacks that move it.</summary>
internal sealed unsafe class SndFileIo(ByteSource source)
{
    private const int SeekFromCurrent = 1, SeekFromEnd = 2;

    private long position;

    /// <summary>What went wrong while reading; an exception must not pass through native code, so it waits here.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The callbacks; their last argument is a <see cref="GCHandle"/> to an instance.</summary>
    public static LibSndFile.VirtualIo Callbacks => new()
    {
        GetLength = &GetLength,
        Seek = &Seek,
        Read = &Read,
        Tell = &Tell,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long GetLength(nint self) => Of(self).Length;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Seek(long offset, int whence, nint self) => Of(self).MoveTo(offset, whence);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Read(void* buffer, long count, nint self) =>
        count <= 0 ? 0 : Of(self).ReadNext(new Span<byte>(buffer, (int)Math.Min(count, int.MaxValue)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Tell(nint self) => Of(self).position;

    private static SndFileIo Of(nint self) => (SndFileIo)GCHandle.FromIntPtr(self).Target!;

    private long Length => source.Length;

    private long MoveTo(long offset, int whence)
    {
        long origin = whence switch { SeekFromCurrent => position, SeekFromEnd => source.Length, _ => 0 };
        long target = unchecked(origin + offset);
        if (target < 0) return -1;
        return position = target;
    }

    private int ReadNext(Span<byte> buffer)
    {
        try
        {
            int count = source.Read(position, buffer);
            position += count;
            return count;
        }
        catch (Exception exception)
        {
            Failure ??= exception;
            return 0;
        }
    }
}
