namespace DrumAI.Dashboard.Submissions;

/// <summary>A sound as the list of submissions shows it.</summary>
/// <param name="Id">Its number in the database.</param>
/// <param name="Hash">By what others name it, in lower-case hex.</param>
/// <param name="AddedAt">When it came.</param>
/// <param name="Votes">What users say, most votes first.</param>
/// <param name="Consensus">The label that holds; null where that is open.</param>
/// <param name="Prediction">What the model said; null where none was asked.</param>
public sealed record SubmissionRow(long Id, string Hash, DateTimeOffset AddedAt, IReadOnlyList<VoteCount> Votes, LabelRow? Consensus, LabelRow? Prediction);
