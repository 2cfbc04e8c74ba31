namespace DrumAI.Dashboard.Submissions;

/// <summary>Something that was said of a sound.</summary>
/// <param name="At">When.</param>
/// <param name="Voter">Which of this sound's voters, counted from 1 for this sound alone; null for an administrator.</param>
/// <param name="Admin">The administrator's name; null for a voter.</param>
/// <param name="Label">What was said; null where a decision was taken back.</param>
internal sealed record SoundWord(DateTimeOffset At, int? Voter, string? Admin, LabelRow? Label);
