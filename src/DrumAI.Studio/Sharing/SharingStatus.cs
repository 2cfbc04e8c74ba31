namespace DrumAI.Studio.Sharing;

/// <summary>What the sender is at.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="Problem">What went wrong, in the service's words; null where nothing did.</param>
/// <param name="NextTry">When it tries again; null where nothing makes it.</param>
internal sealed record SharingStatus(SharingPhase Phase, string? Problem = null, DateTimeOffset? NextTry = null);
