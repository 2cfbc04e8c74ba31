using DrumAI.Catalogue.Entities;
using DrumAI.Features;
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
            UPDATE Samples SET Stage = $13, MeasureVersion = $2, Hardness = $3, Depth = $4, Brightness = $5, Roughness = $6, Warmth = $7, Sharpness = $8,
                Boominess = $9, Reverb = $10, Fingerprint = $11, MeasureWarnings = $12
            WHERE Id = $1
            """,
            13);
        describe = new Statement(
            connection, "INSERT OR REPLACE INTO Features (SampleId, Zcr, Flatness, Contrast, Contrast8, Mfcc) VALUES ($1, $2, $3, $4, $5, $6)", 6);
    }

    /// <summary>Writes one result; within a transaction.</summary>
    /// <returns>False where there is nothing to write.</returns>
    public bool Write(MeasuredFile measured)
    {
        var file = measured.File;
        if (measured.IsPutOff || isCurrent.Scalar(file.FileId, file.SampleId, file.Stamp.Size, file.Stamp.ModifiedTicks) is null) return false;
        var features = measured.Features;
        var timbre = features?.Timbre;
        string warnings = string.Join('\n', features?.Warnings ?? [measured.Fault!]);
        update.Execute(
            file.SampleId, Measurement.Version, timbre?.Hardness, timbre?.Depth, timbre?.Brightness, timbre?.Roughness, timbre?.Warmth, timbre?.Sharpness,
            timbre?.Boominess, timbre?.Reverb, features?.Fingerprint?.ToBytes(), warnings.Length > 0 ? warnings : null,
            (int)(features is null ? SampleStage.Classified : SampleStage.Measured));
        if (features is not null) Describe(file.SampleId, features);
        return true;
    }

    private void Describe(long sample, SoundFeatures features) => describe.Execute(
        sample, Vectors.ToBytes(features.Zcr!), Vectors.ToBytes(features.Flatness!), Vectors.ToBytes(features.Contrast!),
        Vectors.ToBytes(features.Contrast8!), Vectors.ToBytes(features.Mfcc!));

    public void Dispose()
    {
        isCurrent.Dispose();
        update.Dispose();
        describe.Dispose();
    }
}
