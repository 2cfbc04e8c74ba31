namespace DrumAI.Studio.Sharing;

/// <summary>What a look at a service's address showed.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Detail">The model that it hears with, its taxonomy, or what went wrong.</param>
internal sealed record ConnectionState(ConnectionOutcome Outcome, string Detail);
