using System.Formats.Tar;
using System.IO.Compression;

namespace DrumAI.Lab.Datasets;

/// <summary>Unpacks archives: zip, tar, tar.gz, and Debian packages through dpkg. The content decides which it is.</summary>
internal static class Archive
{
    /// <summary>Unpacks into a folder, never outside it.</summary>
    /// <exception cref="InvalidDataException">It is no such archive, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read, or reaches outside the folder.</exception>
    public static async Task UnpackAsync(string file, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var head = new byte[8];
        await using (var stream = File.OpenRead(file)) await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        if (head.AsSpan().StartsWith("PK"u8))
        {
            ZipFile.ExtractToDirectory(file, folder, overwriteFiles: true);
        }
        else if (head.AsSpan().StartsWith("!<arch>"u8))
        {
            await ExternalProgram.RunAsync("dpkg-deb", folder, ["-x", Path.GetFullPath(file), Path.GetFullPath(folder)], cancellation);
        }
        else
        {
            await using var stream = File.OpenRead(file);
            await using Stream tar = head[0] == 0x1f && head[1] == 0x8b ? new GZipStream(stream, CompressionMode.Decompress) : stream;
            await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: true, cancellation);
        }
    }
}
