namespace DrumAI.Components.Keys;

/// <summary>A command that a key has called.</summary>
/// <param name="Command">Its name.</param>
/// <param name="CurrentId">The sound that is the list's current one now, since the browser may have moved on already; null where there is none.</param>
public sealed record KeyPress(string Command, int? CurrentId);
