namespace DrumAI.Studio.Sharing;

/// <summary>An anonymous account at a service.</summary>
/// <param name="Id">What it is called there.</param>
/// <param name="Token">What proves to be it.</param>
internal sealed record SharingAccount(Guid Id, string Token);
