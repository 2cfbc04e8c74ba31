using DrumAI.Audio;

namespace DrumAI.Identity;

/// <summary>What <see cref="DuplicateFinder"/> must know of a file.</summary>
/// <param name="Path">Where it lies; names it in results.</param>
/// <param name="ContentHash"><see cref="Identity.ContentHash"/> of its bytes.</param>
/// <param name="Fingerprint">Its sound's fingerprint; null where there is nothing to hear.</param>
/// <param name="Format">In what clothes the sound comes.</param>
/// <param name="DurationSeconds">Length of the whole sound, with the silence around it.</param>
/// <param name="LevelDecibels">Mean power of the first half second, in dB below full scale; any other measure of level would do, as long as all have the same.</param>
public sealed record SoundFile(
    string Path, string ContentHash, Fingerprint? Fingerprint, AudioFormat Format, double DurationSeconds, double LevelDecibels);
