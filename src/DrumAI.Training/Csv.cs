using System.Text;

namespace DrumAI.Training;

/// <summary>Comma-separated values after RFC 4180.</summary>
internal static class Csv
{
    /// <summary>The next record, which may span lines inside quotes; null at the end.</summary>
    public static List<string>? ReadRecord(TextReader reader)
    {
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
