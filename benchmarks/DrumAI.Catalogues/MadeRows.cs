using DrumAI.Features;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogues;

/// <summary>Writes made-up sounds into the tables.</summary>
internal sealed class MadeRows : IDisposable
{
    private readonly SqliteCommand sample;
    private readonly SqliteCommand file;
    private readonly SqliteCommand prediction;
    private readonly SqliteCommand features;
    private readonly SqliteCommand tag;
    private readonly byte[] noise = new byte[1 << 16];

    public MadeRows(SqliteConnection connection)
    {
        sample = Command(
            connection,
            """
            INSERT INTO Samples (ContentHash, Stage, Path, Name, IsPresent, AddedAt, LabelClass, LabelSubclass, IsFavourite, PredictedClass, PredictedSubclass,
                PredictedConfidence, Model, Kind, DurationSeconds, LevelDecibels, AttackSeconds, SampleRate, ChannelCount, Container, Hardness, Depth,
                Brightness, Roughness, Warmth, Sharpness, Boominess, Reverb, Fingerprint, MeasureVersion, MapX, MapY)
            VALUES ($1, 2, '', '', 1, 0, $2, $3, $4, $5, $6, $7, 'made-1', $8, $9, $10, $11, 44100, 1, 1, $12, $13, $14, $15, $16, $17, $18, 0, $19, 1, $20, $21)
            RETURNING Id
            """,
            21);
        file = Command(
            connection,
            """
            INSERT INTO Files (FolderId, Path, Name, NameWords, FolderWords, Size, ModifiedTicks, IsMissing, SampleId)
            VALUES (1, $1, $2, $2, $3, 50000, 0, 0, $4)
            """,
            4);
        prediction = Command(
            connection, "INSERT INTO Predictions (SampleId, Embedding, ClassProbabilities, SubclassProbabilities) VALUES ($1, $2, $3, $4)", 4);
        features = Command(connection, "INSERT INTO Features (SampleId, Zcr, Flatness, Contrast, Contrast8, Mfcc) VALUES ($1, $2, $3, $4, $5, $6)", 6);
        tag = Command(
            connection,
            "INSERT OR IGNORE INTO Tags (Name) VALUES ($2); INSERT INTO SampleTags (SampleId, TagId) SELECT $1, Id FROM Tags WHERE Name = $2",
            2);
        new Random(2).NextBytes(noise);
    }

    public void Add(MadeSound sound)
    {
        var random = sound.Random;
        object id = Run(
            sample, sound.Hash, sound.IsLabelled ? sound.Class : null, sound.IsLabelled ? sound.Subclass : null, sound.IsFavourite, sound.Class,
            sound.Subclass, 0.3 + 0.7 * random.NextDouble(), random.Next(20) == 0 ? 1 : 0, 0.05 + 2 * Math.Pow(random.NextDouble(), 3),
            -30 * random.NextDouble(), 0.01 * random.NextDouble(), Score(random), Score(random), Score(random), Score(random), Score(random), Score(random),
            Score(random), Noise(random, 32), Place(sound.Embedding[0], random), Place(sound.Embedding[1], random))!;
        AddFile(sound, "Drums", id);
        if (sound.HasCopy) AddFile(sound, "Copies", id);
        Run(prediction, id, Vectors.ToBytes(sound.Embedding), Noise(random, 28 * 4), Noise(random, 16 * 4));
        Run(features, id, Noise(random, 128), Noise(random, 128), Noise(random, 7 * 128), Noise(random, 8 * 128), Noise(random, 20 * 128));
        if (sound.Tag is not null) Run(tag, id, sound.Tag);
    }

    public void Dispose()
    {
        foreach (var command in new[] { sample, file, prediction, features, tag }) command.Dispose();
    }

    /// <summary>Sounds of a class lie together, as they do where a model places them.</summary>
    private static double Place(float centre, Random random) => Math.Clamp(4 * centre + 0.15 * (random.NextDouble() - 0.5), -1, 1);

    private static double Score(Random random) => 20 + 60 * random.NextDouble();

    private static SqliteCommand Command(SqliteConnection connection, string sql, int parameterCount)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 1; i <= parameterCount; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }

    private static object? Run(SqliteCommand command, params object?[] values)
    {
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteScalar();
    }

    private void AddFile(MadeSound sound, string branch, object id) =>
        Run(file, $"/made/Samples/{branch}/{sound.Kit}/{sound.Name}.wav", sound.Name, $"Samples {branch} {sound.Kit}", id);

    private byte[] Noise(Random random, int length) => noise.AsSpan(random.Next(noise.Length - length), length).ToArray();
}
