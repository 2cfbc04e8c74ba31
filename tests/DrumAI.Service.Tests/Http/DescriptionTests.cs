using System.Text.Json;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Service.Tests.Http;

public sealed class DescriptionTests(ServiceHosts hosts, PostgresServer server) : ServiceTests(hosts, server, DatabaseKind.Sqlite)
{
    /// <summary>Examples are read by the same code that reads the wire, so they cannot drift from it.</summary>
    [Fact]
    public async Task ExamplesAreWhatTheWireIs()
    {
        using var document = JsonDocument.Parse(await Service.Http.GetStringAsync("openapi/v1.json", Cancellation));
        var paths = document.RootElement.GetProperty("paths");

        Assert.Equal("Hat", Read(paths, "/predict", "post", "200", WireJson.Default.Hearing).Class);
        Assert.Null(Read(paths, "/corrections", "post", "202", WireJson.Default.Receipt).Consensus);
        Assert.Equal(4, Read(paths, "/samples/{hash}", "get", "200", WireJson.Default.SampleState).Votes["Hat"]);
        Assert.StartsWith("drumai-", Read(paths, "/users", "post", "201", WireJson.Default.NewUser).Token, StringComparison.Ordinal);
        Assert.Equal(12, Read(paths, "/me", "get", "200", WireJson.Default.UserState).Votes);
        var body = paths.GetProperty("/corrections/features").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.Equal("Hat_Open", body.GetProperty("example").Deserialize(WireJson.Default.Correction)!.Subclass);
        Assert.True(paths.GetProperty("/predict").GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
    }

    [Fact]
    public async Task PageIsServed() => Assert.Contains("html", await Service.Http.GetStringAsync("scalar/v1", Cancellation), StringComparison.OrdinalIgnoreCase);

    private static T Read<T>(JsonElement paths, string path, string method, string status, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        paths.GetProperty(path).GetProperty(method).GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/json")
            .GetProperty("example").Deserialize(type)!;
}
