namespace DrumAI.Client;

/// <summary>The service cannot be reached, or has too much to do at present: the same request may be answered later.</summary>
public sealed class ServiceBusyException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>When to ask again, where the service said so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
