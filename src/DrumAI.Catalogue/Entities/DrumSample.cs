using DrumAI.Audio;

namespace DrumAI.Catalogue.Entities;

/// <summary>
/// One sound of the library: a content, wherever and however often it lies on disk. This row is also what lists are made of, so it is narrow and
/// has everything that can be filtered or sorted by; what is heavy lies in <see cref="SamplePrediction"/> and <see cref="SampleFeatures"/>.
/// </summary>
public sealed class DrumSample
{
    /// <summary>Identifies the sound in this catalogue.</summary>
    public long Id { get; init; }

    /// <summary>SHA-256 of the file's bytes, 32 of them; null until the file was read. No two sounds share it.</summary>
    public byte[]? ContentHash { get; set; }

    /// <summary>How far the import has come with it.</summary>
    public SampleStage Stage { get; set; }

    /// <summary>The file to play: of several one that is there. Kept by the database. Null where no file is left.</summary>
    public long? FileId { get; private set; }

    /// <summary>Whole path of that file, or of the last one there was. Kept by the database.</summary>
    public string Path { get; init; } = "";

    /// <summary>Name of that file without folder and extension. Kept by the database.</summary>
    public string Name { get; init; } = "";

    /// <summary>False where every file of the sound has gone; those of a folder that is offline are not gone. Kept by the database.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>When it came into the catalogue.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Wire name of the class to show: the one set by hand, otherwise the model's; null before the sound is classified. Computed.</summary>
    public string? Class { get; private set; }

    /// <summary>Wire name of the sub-class to show, of the same source as <see cref="Class"/>. Computed.</summary>
    public string? Subclass { get; private set; }

    /// <summary>Probability of <see cref="Class"/>; 1 where it was set by hand. Computed.</summary>
    public double? Confidence { get; private set; }

    /// <summary>Wire name of the class set by hand, or name of an <see cref="OwnClass"/>.</summary>
    public string? LabelClass { get; set; }

    /// <summary>Wire name of the sub-class set by hand; null where only the class was.</summary>
    public string? LabelSubclass { get; set; }

    /// <summary>Marked by the musician.</summary>
    public bool IsFavourite { get; set; }

    /// <summary>Wire name of the class that the model heard.</summary>
    public string? PredictedClass { get; set; }

    /// <summary>Wire name of the sub-class that the model heard.</summary>
    public string? PredictedSubclass { get; set; }

    /// <summary>The model's probability of <see cref="PredictedClass"/>.</summary>
    public double? PredictedConfidence { get; set; }

    /// <summary>Which model heard it: name and version.</summary>
    public string? Model { get; set; }

    /// <summary>Where the model put it on the sound map, from left to right; null before the sound is classified. See <see cref="Classification.MapPosition"/>.</summary>
    public double? MapX { get; set; }

    /// <summary>The same from bottom to top.</summary>
    public double? MapY { get; set; }

    /// <summary>One stroke, or a rhythm.</summary>
    public SoundKind? Kind { get; set; }

    /// <summary>Length of the whole sound, in seconds.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Mean power of the loudest 50 ms, in dB below full scale; null for silence.</summary>
    public double? LevelDecibels { get; set; }

    /// <summary>From a tenth of the peak to nine tenths of it, in seconds; null for silence.</summary>
    public double? AttackSeconds { get; set; }

    /// <summary>Frames a second of the file, in Hz.</summary>
    public int? SampleRate { get; set; }

    /// <summary>Channels of the file.</summary>
    public int? ChannelCount { get; set; }

    /// <summary>Kind of file, such as WAV.</summary>
    public AudioContainer? Container { get; set; }

    /// <summary>Hardness of the timbral models; null where it is not defined, or not measured yet. So with the next six.</summary>
    public double? Hardness { get; set; }

    /// <summary>Depth.</summary>
    public double? Depth { get; set; }

    /// <summary>Brightness.</summary>
    public double? Brightness { get; set; }

    /// <summary>Roughness.</summary>
    public double? Roughness { get; set; }

    /// <summary>Warmth.</summary>
    public double? Warmth { get; set; }

    /// <summary>Sharpness.</summary>
    public double? Sharpness { get; set; }

    /// <summary>Boominess.</summary>
    public double? Boominess { get; set; }

    /// <summary>1 where the sound is heard as reverberant, else 0.</summary>
    public int? Reverb { get; set; }

    /// <summary>The 32 bytes of <see cref="Identity.Fingerprint.ToBytes"/>; null where there is nothing to hear, or before it is measured.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>Version of the measures that the row holds; 0 before it is measured.</summary>
    public int MeasureVersion { get; set; }

    /// <summary>What was not as it should be when it was read, a sentence a line; null where nothing was.</summary>
    public string? Warnings { get; set; }

    /// <summary>What has no answer among its measures, and why, a sentence a line; null where all have.</summary>
    public string? MeasureWarnings { get; set; }

    /// <summary>Where it lies.</summary>
    public ICollection<SampleFile> Files { get; } = [];

    /// <summary>What the model's network put out.</summary>
    public SamplePrediction? Prediction { get; set; }

    /// <summary>Its descriptors over time.</summary>
    public SampleFeatures? Features { get; set; }

    /// <summary>The musician's tags.</summary>
    public ICollection<Tag> Tags { get; } = [];
}
