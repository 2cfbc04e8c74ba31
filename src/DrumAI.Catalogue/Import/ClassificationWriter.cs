using DrumAI.Classification;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>
/// Writes down what was heard. Until then a listed file has a sound of its own; now that its content is known it may turn out to be a copy of another
/// sound, which then gets the file, and whatever the musician had said of the first.
/// </summary>
internal sealed class ClassificationWriter : IDisposable
{
    private readonly Statement isCurrent;
    private readonly Statement find;
    private readonly Statement hashOf;
    private readonly Statement insert;
    private readonly Statement update;
    private readonly Statement predict;
    private readonly Statement point;
    private readonly Statement fail;
    private readonly Statement[] merge;

    public ClassificationWriter(SqliteConnection connection)
    {
        isCurrent = new Statement(connection, "SELECT 1 FROM Files WHERE Id = $1 AND SampleId = $2", 2);
        find = new Statement(connection, "SELECT Id FROM Samples WHERE ContentHash = $1", 1);
        hashOf = new Statement(connection, "SELECT ContentHash FROM Samples WHERE Id = $1", 1);
        insert = new Statement(
            connection,
            """
            INSERT INTO Samples (Stage, Path, Name, IsPresent, AddedAt, IsFavourite, MeasureVersion)
            SELECT 0, Path, Name, 1, AddedAt, 0, 0 FROM Samples WHERE Id = $1 RETURNING Id
            """,
            1);
        update = new Statement(
            connection,
            """
            UPDATE Samples SET ContentHash = $2, Stage = MAX(Stage, 1), PredictedClass = $3, PredictedSubclass = $4, PredictedConfidence = $5, Model = $6,
                Kind = $7, DurationSeconds = $8, LevelDecibels = $9, AttackSeconds = $10, SampleRate = $11, ChannelCount = $12, Container = $13, Warnings = $14
            WHERE Id = $1
            """,
            14);
        predict = new Statement(
            connection, "INSERT OR REPLACE INTO Predictions (SampleId, Embedding, ClassProbabilities, SubclassProbabilities) VALUES ($1, $2, $3, $4)", 4);
        point = new Statement(connection, "UPDATE Files SET SampleId = $2, Size = $3, ModifiedTicks = $4 WHERE Id = $1", 4);
        fail = new Statement(
            connection, "UPDATE Files SET SampleId = NULL, Size = $2, ModifiedTicks = $3, ErrorCode = $4, ErrorMessage = $5 WHERE Id = $1", 5);
        merge =
        [
            new Statement(
                connection,
                """
                UPDATE Samples SET (LabelClass, LabelSubclass) = (SELECT LabelClass, LabelSubclass FROM Samples WHERE Id = $1)
                WHERE Id = $2 AND LabelClass IS NULL
                """,
                2),
            new Statement(connection, "UPDATE Samples SET IsFavourite = 1 WHERE Id = $2 AND EXISTS (SELECT 1 FROM Samples WHERE Id = $1 AND IsFavourite)", 2),
            new Statement(connection, "INSERT OR IGNORE INTO SampleTags (SampleId, TagId) SELECT $2, TagId FROM SampleTags WHERE SampleId = $1", 2),
            new Statement(connection, "UPDATE EditItems SET SampleId = $2 WHERE SampleId = $1", 2),
            new Statement(connection, "DELETE FROM Samples WHERE Id = $1 AND $2 IS NOT NULL", 2),
        ];
    }

    /// <summary>Writes one result; within a transaction.</summary>
    public void Write(HeardFile heard)
    {
        var file = heard.File;
        // Between reading and writing, somebody else may have listed the file anew or forgotten it: then it is not this content's any more.
        if (isCurrent.Scalar(file.FileId, file.SampleId) is null) return;
        if (heard.Error is { } error)
        {
            fail.Execute(file.FileId, heard.Stamp.Size, heard.Stamp.ModifiedTicks, error.Code, error.Message);
            return;
        }

        long? same = (long?)find.Scalar(heard.Hash);
        long sample = same ?? NewContent(file);
        if (heard.Prediction is not null) Predict(sample, heard, heard.Prediction);
        else if (same is null) return;
        point.Execute(file.FileId, sample, heard.Stamp.Size, heard.Stamp.ModifiedTicks);
        if (sample != file.SampleId && hashOf.Scalar(file.SampleId) is null) foreach (var step in merge) step.Execute(file.SampleId, sample);
    }

    public void Dispose()
    {
        foreach (var statement in new[] { isCurrent, find, hashOf, insert, update, predict, point, fail }) statement.Dispose();
        foreach (var statement in merge) statement.Dispose();
    }

    /// <summary>The sound for a content that is not in the catalogue: the file's own, unless that has another content already.</summary>
    private long NewContent(PendingFile file) => hashOf.Scalar(file.SampleId) is null ? file.SampleId : (long)insert.Scalar(file.SampleId)!;

    private void Predict(long sample, HeardFile heard, Prediction prediction)
    {
        update.Execute(
            sample, heard.Hash, prediction.Class, prediction.Subclass, (double)prediction.Confidence, prediction.Model, (int)prediction.Kind,
            prediction.DurationSeconds, heard.Measures.LevelDecibels, heard.Measures.AttackSeconds, heard.Format!.SampleRate, heard.Format.ChannelCount,
            (int)heard.Format.Container, heard.Warnings.Count > 0 ? string.Join('\n', heard.Warnings) : null);
        predict.Execute(
            sample, Vectors.ToBytes(prediction.Embedding), Vectors.ToBytes(prediction.ClassProbabilities), Vectors.ToBytes(prediction.SubclassProbabilities));
    }
}
