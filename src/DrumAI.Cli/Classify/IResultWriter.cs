using DrumAI.Classification;
using DrumAI.Cli.Sounds;

namespace DrumAI.Cli.Classify;

/// <summary>Writes results in one of the formats, row by row as they come.</summary>
internal interface IResultWriter
{
    /// <summary>Writes what stands before the first row.</summary>
    void Begin();

    /// <summary>Writes one row; it may wait in a buffer until <see cref="Flush"/>.</summary>
    void Write(SoundRow<Prediction> row);

    /// <summary>Writes what stands after the last row.</summary>
    void End();

    /// <summary>Passes on all that was written.</summary>
    void Flush();
}
