using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Files;

namespace DrumAI.Catalogue.Import;

/// <summary>What came of reading and hearing a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Stamp">Its size and time just before it was read.</param>
internal sealed record HeardFile(PendingFile File, FileStamp Stamp)
{
    /// <summary>The content's hash; null where it could not be read at all.</summary>
    public byte[]? Hash { get; init; }

    /// <summary>What was heard; null where the content could not be read as sound, and where the catalogue knows already.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>Level and attack.</summary>
    public SoundMeasures Measures { get; init; }

    /// <summary>In what clothes the sound came.</summary>
    public AudioFormat? Format { get; init; }

    /// <summary>What was not as it should be.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the file gave no sound.</summary>
    public FileError? Error { get; init; }
}
