using System.Globalization;
using System.Text.Json;
using DrumAI.Cli.Output;
using DrumAI.Data.Entities;

namespace DrumAI.Cli.Models;

/// <summary>Models and jobs as rows, for people or for programs.</summary>
internal sealed class ModelRows(Terminal terminal, ResultFormat format)
{
    public void Write(IReadOnlyList<RegisteredModel> models) => Write(
        models,
        m => $"{m.Status.ToString().ToLowerInvariant(),-10} {m.Name,-24} {Time(m.RegisteredAt)}  {(m.IsShipped ? "came with the program" : m.Verdict ?? "")}",
        (json, m) =>
        {
            json.WriteString("model"u8, m.Name);
            json.WriteString("version"u8, m.Version);
            json.WriteString("status"u8, m.Status.ToString().ToLowerInvariant());
            json.WriteString("parent"u8, models.FirstOrDefault(p => p.Id == m.ParentId)?.Name);
            json.WriteString("frontEnd"u8, m.FrontEnd);
            json.WriteString("taxonomy"u8, m.Taxonomy);
            json.WriteString("embedding"u8, m.Embedding);
            Raw(json, "inputs", m.Inputs);
            json.WriteString("dataHash"u8, m.DataHash);
            Raw(json, "metrics", m.Metrics);
            json.WriteString("licence"u8, m.Licence);
            json.WriteString("hash"u8, m.NetworkHash);
            json.WriteString("verdict"u8, m.Verdict);
            json.WriteString("registeredAt"u8, m.RegisteredAt);
        });

    public void Write(IReadOnlyList<Job> jobs) => Write(
        jobs,
        j => $"{j.Id,6} {j.Status.ToString().ToLowerInvariant(),-10} {Time(j.QueuedAt)}  {j.Reason}{(j.Step is null ? "" : $"; {j.Step}")}{(j.Error is null ? "" : $"; {j.Error}")}{(j.Result is null ? "" : $"; {ReasonOf(j.Result)}")}",
        (json, j) =>
        {
            json.WriteNumber("job"u8, j.Id);
            json.WriteString("kind"u8, j.Kind.ToString().ToLowerInvariant());
            json.WriteString("status"u8, j.Status.ToString().ToLowerInvariant());
            json.WriteString("reason"u8, j.Reason);
            json.WriteNumber("attempts"u8, j.Attempts);
            json.WriteString("worker"u8, j.Worker);
            json.WriteString("step"u8, j.Step);
            json.WriteString("error"u8, j.Error);
            if (j.Result is { } result) Raw(json, "result", result);
            json.WriteString("queuedAt"u8, j.QueuedAt);
            if (j.StartedAt is { } started) json.WriteString("startedAt"u8, started);
            if (j.EndedAt is { } ended) json.WriteString("endedAt"u8, ended);
        });

    private void Write<T>(IReadOnlyList<T> rows, Func<T, string> text, Action<Utf8JsonWriter, T> members)
    {
        if (format == ResultFormat.Jsonl)
        {
            using var json = new JsonLines(terminal.Results);
            foreach (var row in rows) json.Write(line => members(line, row));
            json.Flush();
            return;
        }

        foreach (var row in rows) terminal.Out.WriteLine(text(row).TrimEnd());
    }

    private static void Raw(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    private static string ReasonOf(string result) =>
        JsonDocument.Parse(result).RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() ?? "" : "";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
