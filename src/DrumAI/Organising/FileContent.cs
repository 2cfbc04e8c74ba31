using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace DrumAI.Organising;

/// <summary>Compares and copies the bytes of files.</summary>
internal static class FileContent
{
    private const int BufferLength = 1 << 16;

    /// <summary>How the bytes of a file stand to those of another.</summary>
    public static ContentRelation Compare(string first, string second)
    {
        using var a = Open(first);
        using var b = Open(second);
        if (a.Length > b.Length) return ContentRelation.Different;
        byte[] left = new byte[BufferLength], right = new byte[BufferLength];
        while (true)
        {
            int read = a.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (read == 0) return a.Length == b.Length ? ContentRelation.Equal : ContentRelation.Beginning;
            if (b.ReadAtLeast(right.AsSpan(0, read), read, throwOnEndOfStream: false) < read) return ContentRelation.Different;
            if (!left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read))) return ContentRelation.Different;
        }
    }

    /// <summary>Copies into a file that must not exist; where it fails, that file is taken away again.</summary>
    /// <param name="source">What to copy.</param>
    /// <param name="target">The new file.</param>
    /// <param name="isDurable">Returns only when the disk has the copy.</param>
    /// <param name="cancellation">Stops within the file.</param>
    /// <returns>SHA-256 of what was read, in small hexadecimal digits; null where the target exists.</returns>
    /// <exception cref="SourceException">The source cannot be read.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public static string? Copy(string source, string target, bool isDurable, CancellationToken cancellation)
    {
        using var input = FromSource(() => Open(source));
        if (TryCreate(target) is not { } output) return null;
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using (output)
            {
                byte[] buffer = new byte[BufferLength];
                int read;
                while ((read = FromSource(() => input.Read(buffer))) > 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    hash.AppendData(buffer, 0, read);
                    output.Write(buffer, 0, read);
                }

                output.Flush(flushToDisk: isDurable);
            }

            if (!OperatingSystem.IsWindows()) CopyMode(source, target);
            File.SetLastWriteTimeUtc(target, FromSource(() => File.GetLastWriteTimeUtc(source)));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }

    /// <summary>Something lies there, if only a link that leads nowhere.</summary>
    public static bool IsOccupied(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;

    [UnsupportedOSPlatform("windows")]
    private static void CopyMode(string source, string target) => File.SetUnixFileMode(target, FromSource(() => File.GetUnixFileMode(source)));

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static FileStream? TryCreate(string target)
    {
        try
        {
            return new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (IsOccupied(target))
        {
            return null;
        }
    }

    private static T FromSource<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(e.Message, e);
        }
    }
}
