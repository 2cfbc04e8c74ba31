using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DrumAI.Data;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Accounts;

/// <summary>
/// Tells which accounts come from one place without keeping any address: a keyed hash of the /24 of an IPv4 address, of the /48 of an IPv6 address.
/// Addresses of private networks stand for themselves, so that a band behind one router can agree.
/// </summary>
internal sealed class AddressBlocks
{
    private const string KeyName = "address-key";
    private readonly byte[] key;

    private AddressBlocks(byte[] key) => this.key = key;

    /// <summary>Reads the key that all replicas share, and makes it where there is none.</summary>
    public static async Task<AddressBlocks> LoadAsync(DrumDatabase database, CancellationToken cancellation)
    {
        await using var context = database.CreateContext();
        byte[] fresh = RandomNumberGenerator.GetBytes(32);
        await context.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Settings" ("Name", "Value") VALUES ({KeyName}, {fresh}) ON CONFLICT DO NOTHING""", cancellation);
        return new AddressBlocks((await context.Settings.SingleAsync(s => s.Name == KeyName, cancellation)).Value);
    }

    /// <summary>The block of an address.</summary>
    public long Of(IPAddress address)
    {
        var block = BlockOf(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        return BinaryPrimitives.ReadInt64LittleEndian(HMACSHA256.HashData(key, block));
    }

    private static byte[] BlockOf(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        if (IsPrivate(address, bytes)) return bytes;
        return address.AddressFamily == AddressFamily.InterNetwork ? bytes[..3] : bytes[..6];
    }

    private static bool IsPrivate(IPAddress address, byte[] bytes) => address.AddressFamily == AddressFamily.InterNetwork
        ? bytes[0] == 10 || bytes[0] == 127 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
        : IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
}
