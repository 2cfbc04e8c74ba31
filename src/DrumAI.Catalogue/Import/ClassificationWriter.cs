using DrumAI.Classification;
using DrumAI.Features;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>Writes down what was heard.</summary>
internal sealed class ClassificationWriter : IDisposable
{
    private readonly SampleIdentity identity;
    private readonly Statement update;
    private readonly Statement predict;
    private readonly Statement fail;

    public ClassificationWriter(SqliteConnection connection)
    {
        identity = new SampleIdentity(connection);
        update = new Statement(
            connection,
            """
            UPDATE Samples SET Stage = MAX(Stage, 1), PredictedClass = $2, PredictedSubclass = $3, PredictedConfidence = $4, Model = $5, Kind = $6,
                DurationSeconds = $7, LevelDecibels = $8, AttackSeconds = $9, SampleRate = $10, ChannelCount = $11, Container = $12, Warnings = $13,
                MapX = $14, MapY = $15
            WHERE Id = $1
            """,
            15);
        predict = new Statement(
            connection, "INSERT OR REPLACE INTO Predictions (SampleId, Embedding, ClassProbabilities, SubclassProbabilities) VALUES ($1, $2, $3, $4)", 4);
        fail = new Statement(
            connection, "UPDATE Files SET SampleId = NULL, Size = $2, ModifiedTicks = $3, ErrorCode = $4, ErrorMessage = $5 WHERE Id = $1", 5);
    }

    /// <summary>Writes one result; within a transaction.</summary>
    public void Write(HeardFile heard)
    {
        if (!identity.IsCurrent(heard.File)) return;
        if (heard.Error is { } error)
        {
            fail.Execute(heard.File.FileId, heard.Stamp.Size, heard.Stamp.ModifiedTicks, error.Code, error.Message);
            return;
        }

        long sample = identity.Settle(heard.File, heard.Stamp, heard.Hash!);
        if (heard.Prediction is { } prediction) Write(sample, heard, prediction);
    }

    public void Dispose()
    {
        identity.Dispose();
        update.Dispose();
        predict.Dispose();
        fail.Dispose();
    }

    private void Write(long sample, HeardFile heard, Prediction prediction)
    {
        update.Execute(
            sample, prediction.Class, prediction.Subclass, (double)prediction.Confidence, prediction.Model, (int)prediction.Kind,
            prediction.DurationSeconds, heard.Measures.LevelDecibels, heard.Measures.AttackSeconds, heard.Format!.SampleRate, heard.Format.ChannelCount,
            (int)heard.Format.Container, heard.Warnings.Count > 0 ? string.Join('\n', heard.Warnings) : null,
            (double)prediction.Map.X, (double)prediction.Map.Y);
        predict.Execute(
            sample, Vectors.ToBytes(prediction.Embedding), Vectors.ToBytes(prediction.ClassProbabilities), Vectors.ToBytes(prediction.SubclassProbabilities));
    }
}
