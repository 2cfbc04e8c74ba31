using System.Text;

namespace DrumAI.Training;

/// <summary>Comma-separated values after RFC 4180.</summary>
public static class Csv
{
    /// <summary>The rows of a table, of each only the columns named; its first line names all columns.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or a line is short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<string[]> ReadTable(string path, params string[] columns)
    {
        using var reader = new StreamReader(path);
        var header = ReadRecord(reader) ?? throw new InvalidDataException($"{Path.GetFileName(path)} is empty.");
        var indices = columns.Select(c => header.IndexOf(c)).ToArray();
        if (indices.Contains(-1)) throw new InvalidDataException($"{Path.GetFileName(path)} needs the columns {string.Join(", ", columns)}.");
        while (ReadRecord(reader) is { } record)
        {
            if (record.Count <= indices.Max()) throw new InvalidDataException($"{Path.GetFileName(path)} has a short line: {string.Join(',', record)}.");
            yield return [.. indices.Select(i => record[i])];
        }
    }

    /// <summary>Writes a table, or replaces it whole: nobody ever finds half of one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="records">The lines after it, as <see cref="ToRecord"/> makes them.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteTable(string path, string header, IEnumerable<string> records)
    {
        using (var writer = new StreamWriter(path + ".part") { NewLine = "\n" })
        {
            writer.WriteLine(header);
            foreach (string record in records) writer.WriteLine(record);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    /// <summary>One line of a table: each value as it is, or in quotes where it needs them.</summary>
    public static string ToRecord(params IEnumerable<string> fields) => string.Join(',', fields.Select(f => f.AsSpan().ContainsAny(",\"\r\n") ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : f));

    /// <summary>The next record, which may span lines inside quotes; null at the end.</summary>
    /// <exception cref="InvalidDataException">A quoted field does not end.</exception>
    public static List<string>? ReadRecord(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Peek() < 0) return null;
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        while (true)
        {
            int c = reader.Read();
            if (quoted)
            {
                if (c < 0) throw new InvalidDataException("A quoted field does not end.");
                if (c != '"') field.Append((char)c);
                else if (reader.Peek() == '"') field.Append((char)reader.Read());
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) quoted = true;
            else if (c is ',' or '\n' or < 0)
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c != ',') return fields;
            }
            else if (c != '\r') field.Append((char)c);
        }
    }
}
