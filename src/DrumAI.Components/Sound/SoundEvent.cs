namespace DrumAI.Components.Sound;

/// <summary>What the browser's sound engine says.</summary>
/// <param name="Type"><c>start</c>, <c>end</c>, <c>error</c> or <c>locked</c>.</param>
/// <param name="Id">The sound; 0 for <c>locked</c>.</param>
/// <param name="Duration">Seconds, of <c>start</c>.</param>
/// <param name="Gain">Factor that it is played with, of <c>start</c>.</param>
/// <param name="Loop">It repeats, of <c>start</c>.</param>
/// <param name="Cut">Another sound or a stop ended it, of <c>end</c>.</param>
/// <param name="Message">Of <c>error</c>.</param>
/// <param name="Locked">The browser plays nothing before a key or click, of <c>locked</c>.</param>
public sealed record SoundEvent(string Type, int Id, double Duration, double Gain, bool Loop, bool Cut, string? Message, bool Locked);
