using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Http;

/// <summary>A line of log for each request: method, route, status and time. Neither addresses, names, tokens nor what was asked for.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            if (log.IsEnabled(LogLevel.Information))
            {
                double milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                string route = ProblemWriter.RouteOf(context);
                LogRequest(log, context.Request.Method, route, context.Response.StatusCode, milliseconds);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms")]
    private static partial void LogRequest(ILogger logger, string method, string route, int status, double milliseconds);
}
