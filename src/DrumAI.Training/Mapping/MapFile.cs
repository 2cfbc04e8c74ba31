using System.Text.Json;

namespace DrumAI.Training.Mapping;

/// <summary>Rows of held-out maps as JSON lines: <c>{"path","fold","map":[x,y],"plane":[x,y],"space":[..]}</c>.</summary>
public static class MapFile
{
    private const int Digits = 5;

    /// <summary>Writes a file, or replaces it in one step.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<MapRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        string part = path + ".part";
        File.WriteAllLines(part, rows.Select(row => JsonSerializer.Serialize(
            row with { Map = Round(row.Map), Plane = Round(row.Plane), Space = Round(row.Space) }, JsonSerializerOptions.Web)));
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">A line is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<MapRow> Read(string path) => [.. File.ReadLines(path).Select((line, i) => Parse(line, i + 1))];

    private static float[] Round(float[] numbers) => Array.ConvertAll(numbers, x => MathF.Round(x, Digits));

    private static MapRow Parse(string line, int number)
    {
        try
        {
            var row = JsonSerializer.Deserialize<MapRow>(line, JsonSerializerOptions.Web);
            if (row is { Path: not null, Map.Length: 2, Plane.Length: 2, Space.Length: > 0 }) return row;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} is damaged: {error.Message}", error);
        }

        throw new InvalidDataException($"Line {number} is not a sound on a map.");
    }
}
