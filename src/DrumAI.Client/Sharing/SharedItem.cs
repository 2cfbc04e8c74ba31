using System.Text.Json;
using DrumAI.Client.Wire;

namespace DrumAI.Client.Sharing;

/// <summary>Something that waits to be sent, or was sent. One of <see cref="Correction"/> and <see cref="Contribution"/> is given.</summary>
/// <param name="Id">Identifies it on this machine.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="Correction">A label that the musician gave.</param>
/// <param name="Contribution">Features of a sound that nobody corrected.</param>
/// <param name="Refusal">Why the service refused it for good; null where it did not.</param>
public sealed record SharedItem(Guid Id, DateTimeOffset QueuedAt, Correction? Correction, Contribution? Contribution, string? Refusal = null)
{
    /// <summary>What would go over the wire, readable.</summary>
    public string ToText() => Correction is not null
        ? JsonSerializer.Serialize(Correction, SharedItemJson.Default.Correction)
        : JsonSerializer.Serialize(Contribution!, SharedItemJson.Default.Contribution);
}
