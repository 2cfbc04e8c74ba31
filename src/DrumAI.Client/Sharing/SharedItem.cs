using DrumAI.Client.Wire;

namespace DrumAI.Client.Sharing;

/// <summary>Something that waits to be sent, or was sent. One of <see cref="Correction"/> and <see cref="Contribution"/> is given.</summary>
/// <param name="Id">Identifies it on this machine.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="Correction">A label that the musician gave.</param>
/// <param name="Contribution">Features of a sound that nobody corrected.</param>
public sealed record SharedItem(Guid Id, DateTimeOffset QueuedAt, Correction? Correction, Contribution? Contribution);
