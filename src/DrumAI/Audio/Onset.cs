namespace DrumAI.Audio;

/// <summary>One stroke within a sound.</summary>
/// <param name="TimeSeconds">When it begins.</param>
/// <param name="LevelDecibels">Level of its first 20 ms, relative to the loudest 20 ms of its band.</param>
internal readonly record struct Onset(double TimeSeconds, double LevelDecibels);
