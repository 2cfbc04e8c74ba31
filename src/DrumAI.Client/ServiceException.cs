using System.Net;

namespace DrumAI.Client;

/// <summary>The service refused, and will refuse again however often it is asked the same; or answered what makes no sense.</summary>
public sealed class ServiceException(HttpStatusCode status, string message) : Exception(message)
{
    /// <summary>What it answered.</summary>
    public HttpStatusCode Status { get; } = status;
}
