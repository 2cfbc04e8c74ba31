using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace DrumAI.Service.Accounts;

/// <summary>What proves to be an account: 256 random bits. The database has its hash alone, so reading the database lets nobody vote.</summary>
internal static class AccessToken
{
    private const string Prefix = "drumai-";
    private const int ByteCount = 32;
    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(ByteCount);

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ByteCount));

    /// <summary>The hash by which a token is found; null for what cannot be one.</summary>
    public static byte[]? HashOf(string token) =>
        token.Length == Length && token.StartsWith(Prefix, StringComparison.Ordinal) ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
