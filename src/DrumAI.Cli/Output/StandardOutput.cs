using Microsoft.Win32.SafeHandles;

namespace DrumAI.Cli.Output;

/// <summary>
/// Standard output that tells when its reader has gone. The system's own console stream swallows that on Unix, and the work
/// would go on for nobody.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private readonly Stream stream;

    private StandardOutput(Stream stream) => this.stream = stream;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static StandardOutput Open()
    {
        if (OperatingSystem.IsWindows()) return new StandardOutput(Console.OpenStandardOutput());
        var handle = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file keeps its own place in it, which other programs may share: only the console stream moves that place along.
        return new StandardOutput(handle.CanSeek ? Console.OpenStandardOutput() : handle);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException e) when (!OperatingSystem.IsWindows() && IsBrokenPipe(e))
        {
            throw new OutputClosedException(e);
        }
    }

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>EPIPE, which is 32 on every Unix.</summary>
    private static bool IsBrokenPipe(IOException e) => e.HResult == 32;
}
