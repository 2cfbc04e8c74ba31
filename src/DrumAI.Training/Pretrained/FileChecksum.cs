using System.Security.Cryptography;
using System.Text;

namespace DrumAI.Training.Pretrained;

/// <summary>What a published file is known by.</summary>
/// <param name="Kind"><c>sha256</c>, or <c>git-blob</c>: SHA-1 over "blob LENGTH", a zero byte, and the content, as Git names it.</param>
/// <param name="Value">In lower-case hex.</param>
public sealed record FileChecksum(string Kind, string Value)
{
    /// <summary>Whether a file is that very file.</summary>
    public bool Fits(string path)
    {
        using var stream = File.OpenRead(path);
        return Value == Convert.ToHexStringLower(Kind switch
        {
            "sha256" => SHA256.HashData(stream),
            "git-blob" => GitBlob(stream),
            _ => throw new InvalidOperationException($"There is no checksum of the kind {Kind}."),
        });
    }

    private static byte[] GitBlob(FileStream stream)
    {
#pragma warning disable CA5350 // Git's names are SHA-1; here it guards against accidents, and the address is HTTPS.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        return hash.GetHashAndReset();
    }
}
