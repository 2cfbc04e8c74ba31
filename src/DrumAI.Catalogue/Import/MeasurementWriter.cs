using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>Writes down what was measured.</summary>
internal sealed class MeasurementWriter : IDisposable
{
    private readonly Statement isCurrent;
    private readonly Statement update;
    private readonly Statement describe;

    public MeasurementWriter(SqliteConnection connection)
    {
        isCurrent = new Statement(
            connection, "SELECT 1 FROM Files WHERE Id = $1 AND SampleId = $2 AND Size = $3 AND ModifiedTicks = $4", 4);
        update = new Statement(
            connection,
            """
            UPDATE Samples SET Stage = 2, MeasureVersion = $2, Hardness = $3, Depth = $4, Brightness = $5, Roughness = $6, Warmth = $7, Sharpness = $8,
                Boominess = $9, Reverb = $10, Fingerprint = $11, Warnings = NULLIF(CONCAT_WS(char(10), Warnings, $12), '')
            WHERE Id = $1
            """,
            12);
        describe = new Statement(
            connection, "INSERT OR REPLACE INTO Features (SampleId, Zcr, Flatness, Contrast, Contrast8, Mfcc) VALUES ($1, $2, $3, $4, $5, $6)", 6);
    }

    /// <summary>Writes one result; within a transaction.</summary>
    /// <returns>False where there is nothing to write.</returns>
    public bool Write(MeasuredFile measured)
    {
        if (measured.Features is not { } features) return false;
        var file = measured.File;
        if (isCurrent.Scalar(file.FileId, file.SampleId, file.Stamp.Size, file.Stamp.ModifiedTicks) is null) return false;
        var timbre = features.Timbre!;
        update.Execute(
            file.SampleId, Measurement.Version, timbre.Hardness, timbre.Depth, timbre.Brightness, timbre.Roughness, timbre.Warmth, timbre.Sharpness,
            timbre.Boominess, timbre.Reverb, features.Fingerprint?.ToBytes(), features.Warnings.Count > 0 ? string.Join('\n', features.Warnings) : null);
        describe.Execute(
            file.SampleId, Vectors.ToBytes(features.Zcr!), Vectors.ToBytes(features.Flatness!), Vectors.ToBytes(features.Contrast!),
            Vectors.ToBytes(features.Contrast8!), Vectors.ToBytes(features.Mfcc!));
        return true;
    }

    public void Dispose()
    {
        isCurrent.Dispose();
        update.Dispose();
        describe.Dispose();
    }
}
