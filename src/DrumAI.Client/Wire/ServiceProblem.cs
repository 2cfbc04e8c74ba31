using System.Text.Json.Serialization;

namespace DrumAI.Client.Wire;

/// <summary>Problem details, RFC 9457, as the service writes them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record ServiceProblem
{
    /// <summary>The kind of problem.</summary>
    public string? Type { get; init; }

    /// <summary>The kind of problem, for people.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What is wrong this time, for people.</summary>
    public string? Detail { get; init; }
}
