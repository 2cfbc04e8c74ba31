using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DrumAI.Service.Tests.Http;

/// <summary>What is written down about a request, in the log and in the database, says nothing of who asked and what their files are called.</summary>
public sealed class LogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LogHoldsNeitherNamesNorTokensNorAddresses()
    {
        string folder = Directory.CreateTempSubdirectory("drumai-log-").FullName;
        using var model = new TestModel();
        var lines = new Lines();
        var options = new ServiceOptions { Database = $"Data Source={Path.Combine(folder, "a.db")}", Port = 0, ModelDirectory = model.Path, TrustedProxies = ["127.0.0.1"] };
        string token;
        await using (var service = await DrumService.StartAsync(options, b => b.Services.AddSingleton<ILoggerProvider>(lines), cancellation: Cancellation))
        {
            using var http = new HttpClient { BaseAddress = service.Address };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
            var user = await new DrumAI.Client.DrumServiceClient(http).CreateUserAsync(Cancellation);
            http.DefaultRequestHeaders.Add("Authorization", $"Bearer {user.Token}");
            byte[] sound = TestSounds.ToWav(new Pcm(TestSounds.Thump(), 1, 44100));
            using var form = new MultipartFormDataContent { { new ByteArrayContent(sound), "samplefile", "My secret kick.wav" }, { new StringContent("Kick"), "class" } };
            using var answer = await http.PostAsync("corrections", form, Cancellation);
            Assert.True(answer.IsSuccessStatusCode);
            using var bad = new MultipartFormDataContent { { new ByteArrayContent("junk"u8.ToArray()), "samplefile", "My secret snare.wav" } };
            using var refused = await http.PostAsync("predict", bad, Cancellation);
            using var lost = await http.GetAsync("samples/secret?bits=secret", Cancellation);
            token = user.Token;
        }

        string log = string.Join('\n', lines.All);
        Assert.Contains("/corrections 202", log, StringComparison.Ordinal);
        Assert.Contains("/predict 422", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token, log, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", log, StringComparison.Ordinal);
        await using (var database = await DrumDatabase.OpenAsync(options.Database, cancellation: Cancellation))
        await using (var context = database.CreateContext())
            Assert.Equal(0, await context.Spectra.CountAsync(Cancellation));
        string stored = string.Concat(Directory.GetFiles(folder).Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        Assert.DoesNotContain("secret", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("203.0.113", stored, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task DatabaseWithSpectraIsNotServed()
    {
        string folder = Directory.CreateTempSubdirectory("drumai-spectra-").FullName;
        using var model = new TestModel();
        var options = new ServiceOptions { Database = $"Data Source={Path.Combine(folder, "a.db")}", Port = 0, ModelDirectory = model.Path };
        await using (var database = await DrumDatabase.OpenAsync(options.Database, cancellation: Cancellation))
        await using (var context = database.CreateContext())
        {
            context.Samples.Add(new DrumAI.Data.Entities.Sample { Hash = [1], Spectra = new DrumAI.Data.Entities.SampleSpectra { FrontEnd = "2" } });
            await context.SaveChangesAsync(Cancellation);
        }

        var refusal = await Assert.ThrowsAsync<DatabaseException>(() => DrumService.StartAsync(options, cancellation: Cancellation));
        Assert.Contains("feature store", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
