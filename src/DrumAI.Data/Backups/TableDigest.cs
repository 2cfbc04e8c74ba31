using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DrumAI.Data.Backups;

/// <summary>What a table holds, so short that two can be compared: how many rows, and the sum of the rows' hashes, whatever their order.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Sum">Sum of the first 16 bytes of each row's SHA-256, modulo 2^128, in hex.</param>
public sealed record TableDigest(long Rows, string Sum)
{
    /// <summary>Reads a whole table.</summary>
    internal static async Task<TableDigest> ReadAsync(DbConnection connection, DbTransaction? transaction, string table, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT * FROM {table}";
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var row = new MemoryStream();
        long rows = 0;
        var sum = UInt128.Zero;
        while (await reader.ReadAsync(cancellation))
        {
            row.SetLength(0);
            for (int i = 0; i < reader.FieldCount; i++) Append(row, reader.GetValue(i));
            sum += HashOf(row);
            rows++;
        }

        return new TableDigest(rows, sum.ToString("x32", CultureInfo.InvariantCulture));
    }

    private static UInt128 HashOf(MemoryStream row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.GetBuffer().AsSpan(0, (int)row.Length), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>A value with its kind and its length before it, so that no two rows are written alike.</summary>
    private static void Append(MemoryStream row, object value)
    {
        (byte kind, byte[] bytes) = value switch
        {
            DBNull => ((byte)0, []),
            byte[] blob => ((byte)1, blob),
            string text => ((byte)2, Encoding.UTF8.GetBytes(text)),
            double number => ((byte)3, BitConverter.GetBytes(number)),
            float number => ((byte)3, BitConverter.GetBytes((double)number)),
            bool or byte or short or int or long => ((byte)4, BitConverter.GetBytes(Convert.ToInt64(value, CultureInfo.InvariantCulture))),
            _ => ((byte)5, Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
        };
        row.WriteByte(kind);
        row.Write(BitConverter.GetBytes(bytes.Length));
        row.Write(bytes);
    }
}
