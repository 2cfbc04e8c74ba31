using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Http;

/// <summary>Turns whatever goes wrong into problem details (RFC 9457); what is no fault of the request's is logged.</summary>
internal sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> log) : IExceptionHandler
{
    private static readonly object RouteKey = new();

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        // Whoever asked has gone: nobody reads the answer.
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested) return true;
        var (status, title, detail, retryAfter) = Describe(exception);
        if (status >= StatusCodes.Status500InternalServerError) LogFault(log, exception, RouteOf(context));
        context.Response.StatusCode = status;
        if (retryAfter is { } wait) SetRetryAfter(context.Response, wait);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail },
        });
    }

    /// <summary>Whole seconds, at least one.</summary>
    public static void SetRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Keeps the route's pattern for the log: where a request fails, the framework forgets it.</summary>
    public static void RememberRoute(HttpContext context) =>
        context.Items[RouteKey] = (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText;

    /// <summary>The route's pattern: what was put into it stays out of the log.</summary>
    public static string RouteOf(HttpContext context) => context.Items[RouteKey] as string ?? "(none)";

    private static (int Status, string Title, string Detail, TimeSpan? RetryAfter) Describe(Exception exception) => exception switch
    {
        RequestRefusedException e => (e.Status, e.Title, e.Message, e.RetryAfter),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, "Too large", "The request is larger than the service takes.", null),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            (StatusCodes.Status408RequestTimeout, "Too slow", "The request came in too slowly.", null),
        BadHttpRequestException e => (e.StatusCode, "Bad request", "The request is not valid HTTP for this address.", null),
        JsonException e => (StatusCodes.Status400BadRequest, "Not understood", JsonDetail(e), null),
        DbException or DbUpdateException or RetryLimitExceededException or InvalidOperationException { InnerException: DbException } =>
            (StatusCodes.Status503ServiceUnavailable, "Database unavailable", "The database does not answer at present.", TimeSpan.FromSeconds(5)),
        OperationCanceledException =>
            (StatusCodes.Status503ServiceUnavailable, "Stopping", "The service is stopping, or the request took too long.", TimeSpan.FromSeconds(5)),
        _ => (StatusCodes.Status500InternalServerError, "Internal error", "Something is wrong in the service; it was logged.", null),
    };

    /// <summary>Where in the JSON the fault lies. The exception's own message names types of the program, so it stays here.</summary>
    private static string JsonDetail(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"The member {e.Path} is not one that this service takes."
            : $"The JSON is not what is expected, at {e.Path ?? "$"}, line {e.LineNumber + 1}, byte {e.BytePositionInLine}.";

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault while answering {Route}")]
    private static partial void LogFault(ILogger logger, Exception exception, string route);
}
