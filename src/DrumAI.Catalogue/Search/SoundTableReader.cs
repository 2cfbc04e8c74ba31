using DrumAI.Audio;
using DrumAI.Search;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Search;

/// <summary>Reads the sounds that are there into a table.</summary>
internal static class SoundTableReader
{
    private const int FirstMeasure = 6;

    /// <summary>The columns of the measures, in their order.</summary>
    private static readonly string Measures = string.Join(", ", Enum.GetValues<SoundMeasure>().Select(ColumnOf));

    public static SoundTable Read(SqliteConnection connection)
    {
        var builder = new SoundTableBuilder();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Id, Class, Subclass, Confidence, Kind, IsFavourite, {Measures} FROM Samples WHERE IsPresent ORDER BY Id";
        using var reader = command.ExecuteReader();
        Span<float> measures = stackalloc float[SoundTable.MeasureCount];
        while (reader.Read())
        {
            for (int m = 0; m < measures.Length; m++)
                measures[m] = reader.IsDBNull(FirstMeasure + m) ? float.NaN : (float)reader.GetDouble(FirstMeasure + m);
            builder.Add(
                reader.GetInt64(0), Text(1), Text(2), reader.IsDBNull(3) ? 0 : (float)reader.GetDouble(3),
                reader.IsDBNull(4) ? null : (SoundKind)reader.GetInt32(4), reader.GetBoolean(5), measures);
        }

        return builder.Build();

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static string ColumnOf(SoundMeasure measure) => measure switch
    {
        SoundMeasure.Length => "DurationSeconds",
        SoundMeasure.Loudness => "LevelDecibels",
        SoundMeasure.Attack => "AttackSeconds",
        _ => measure.ToString(),
    };
}
