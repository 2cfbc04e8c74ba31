using DrumAI.Classification;

namespace DrumAI.Studio.Models;

/// <summary>A new file that takes so many bytes and no more: what is fetched from elsewhere must not fill the disk.</summary>
/// <param name="path">The file.</param>
/// <param name="limit">The most bytes.</param>
/// <param name="written">Is told of bytes as they are written.</param>
internal sealed class LimitedFile(string path, long limit, Action<long> written) : Stream
{
    private readonly FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Take(buffer.Length);
        file.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Take(buffer.Length);
        await file.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }

    private void Take(int count)
    {
        if (file.Position + count > limit) throw new ModelException($"A file of the model is larger than {limit >> 20} MB.");
        written(count);
    }
}
