namespace DrumAI.Client.Sharing;

/// <summary>What the musician agreed to. Nothing, unless they did.</summary>
/// <param name="Corrections">Labels given by hand go to the service, with the sound's features.</param>
/// <param name="Contributions">So do the features of sounds that nobody corrected, with the model's prediction. A consent of its own.</param>
public sealed record SharingConsent(bool Corrections = false, bool Contributions = false);
