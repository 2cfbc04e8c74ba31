using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Loops.Tests;
using DrumAI.Service;
using DrumAI.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(LoopWorld))]

namespace DrumAI.Loops.Tests;

/// <summary>What all tests of the loop begin with: a base set of real sounds without claps, and a model whose head was trained on it. Made when a test first asks.</summary>
public sealed class LoopWorld : IDisposable
{
    private const int PerClass = 12;
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-loop-").FullName;
    private readonly SemaphoreSlim making = new(1, 1);
    private Scenario? scenario;

    /// <summary>The labelled sounds; the running test is skipped where there are none.</summary>
    public static string Drums => SharedFolder.Require("drums");

    /// <summary>Connection string of the base set's store.</summary>
    public string Store => $"Data Source={Path.Combine(folder, "base.db")}";

    /// <summary>What is voted on and asked.</summary>
    internal async Task<Scenario> GetAsync()
    {
        string drums = Drums;
        await making.WaitAsync();
        try
        {
            if (scenario is not null) return scenario;
            TorchRuntime.Prepare();
            var made = Scenario.Load(drums, "Clap", PerClass);
            using var store = await DrumDatabase.OpenAsync(Store);
            await BaseModel.MakeAsync(made, drums, store, DrumClassifier.DefaultModelDirectory, Path.Combine(folder, "model"), [3e-5]);
            return scenario = made;
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Starts a service that begins with the base model.</summary>
    public Task<DrumService> StartServiceAsync(string database) => DrumService.StartAsync(
        new ServiceOptions { Database = database, Port = 0, ModelDirectory = Path.Combine(folder, "model"), LookForModelsEvery = TimeSpan.FromMilliseconds(200) },
        configure: builder => builder.Services.Configure<LoggerFilterOptions>(log => log.MinLevel = LogLevel.Error));

    /// <summary>Starts <c>drumai-lab worker</c> on the base set.</summary>
    internal WorkerProgram StartWorker(string database, params string[] more) =>
        WorkerProgram.Start(["--database", database, "--base", Store, "--split", Path.Combine(Drums, "folds.csv"), "--frozen", $"{Scenario.FrozenFold}", .. more]);

    public void Dispose()
    {
        making.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
