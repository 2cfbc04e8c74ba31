using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DrumAI.Service.Http;

/// <summary>
/// The log: a JSON object a line on standard error, so that standard output keeps its one line. The framework's own lines on requests are left out,
/// since they hold paths and queries; <see cref="RequestLog"/> writes what may be known.
/// </summary>
internal static class ServiceLogging
{
    public static void Configure(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        logging.AddFilter("Npgsql", LogLevel.None);
        logging.AddJsonConsole();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.Services.Configure<JsonConsoleFormatterOptions>(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
