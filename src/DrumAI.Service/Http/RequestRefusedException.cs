namespace DrumAI.Service.Http;

/// <summary>A request that cannot be served, answered as problem details.</summary>
/// <param name="status">HTTP status, 4xx or 503.</param>
/// <param name="title">The kind of problem, for people.</param>
/// <param name="detail">What is wrong this time, for people. Never the name of a file, nor a token.</param>
internal sealed class RequestRefusedException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>When to come again; null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
