using System.Diagnostics.Metrics;
using DrumAI.Service.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DrumAI.Service.Http;

/// <summary>
/// Metrics and traces by OpenTelemetry. They are exported over OTLP where the environment names a collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>), and
/// go nowhere otherwise. Spans and labels bear the route's pattern, not what was put into it.
/// </summary>
internal static class ServiceTelemetry
{
    public const string MeterName = "DrumAI.Service";
    private static readonly Meter Meter = new(MeterName);

    /// <summary>Sounds heard, by class.</summary>
    public static Counter<long> Predictions { get; } = Meter.CreateCounter<long>("drumai.predictions", description: "Sounds heard, by class.");

    /// <summary>Corrections stored.</summary>
    public static Counter<long> Corrections { get; } = Meter.CreateCounter<long>("drumai.corrections", description: "Corrections stored.");

    /// <summary>Submissions that were not believed.</summary>
    public static Counter<long> SetAside { get; } = Meter.CreateCounter<long>("drumai.set_aside", description: "Submissions that were not believed.");

    /// <summary>Times that this replica changed to another model.</summary>
    public static Counter<long> ModelExchanges { get; } = Meter.CreateCounter<long>("drumai.model.exchanges", description: "Times that this replica changed to another model.");

    /// <summary>Models that were current and could not be served.</summary>
    public static Counter<long> ModelFailures { get; } = Meter.CreateCounter<long>("drumai.model.failures", description: "Models that were current and could not be served.");

    /// <summary>Alerts raised by this replica, by kind.</summary>
    public static Counter<long> Alerts { get; } = Meter.CreateCounter<long>("drumai.alerts", description: "Alerts raised, by kind.");

    /// <summary>Probabilities that the model gave to what it heard, by model.</summary>
    public static Histogram<double> Confidence { get; } = Meter.CreateHistogram<double>("drumai.confidence", description: "Probability given to the class that was heard, by model.");

    /// <summary>What was last seen of drift; told as gauges.</summary>
    public static IReadOnlyList<FeatureDrift> Drift { get; set; } = [];

    /// <summary>Jobs that wait for a worker, when it was last looked.</summary>
    public static int WaitingJobs { get; set; }

    /// <summary>Submissions that one transaction stored.</summary>
    public static Histogram<int> BatchSize { get; } = Meter.CreateHistogram<int>("drumai.batch_size", description: "Submissions that one transaction stored.");

    static ServiceTelemetry()
    {
        Meter.CreateObservableGauge(
            "drumai.drift",
            () => Drift.Where(d => d.StabilityIndex is not null).Select(d => new Measurement<double>(d.StabilityIndex!.Value, new KeyValuePair<string, object?>("feature", d.Feature))),
            description: "Population stability index of a day's sounds against the training set, by feature.");
        Meter.CreateObservableGauge("drumai.jobs.waiting", () => WaitingJobs, description: "Jobs that wait for a worker.");
    }

    public static void Configure(IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return;
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(MeterName).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation())
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(http => http.EnrichWithHttpRequest = (activity, _) =>
            {
                // The path holds hashes, and the query fingerprints.
                activity.SetTag("url.path", null);
                activity.SetTag("url.query", null);
                activity.SetTag("client.address", null);
                activity.SetTag("user_agent.original", null);
            }))
            .UseOtlpExporter();
    }
}
