namespace DrumAI.Service.Uploads;

/// <summary>A sound that was uploaded, in memory, and the texts that came with it. The file's name is passed over.</summary>
/// <param name="File">The file's bytes.</param>
/// <param name="Fields">The texts by field.</param>
internal sealed record SoundUpload(ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string> Fields);
