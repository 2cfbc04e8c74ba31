using DrumAI.Training.Tests;

[assembly: AssemblyFixture(typeof(DrumAI.Lab.Tests.TrainedModel))]

namespace DrumAI.Lab.Tests;

/// <summary>A tiny model that the program trained from beginning to end, once for all tests.</summary>
public sealed class TrainedModel : IAsyncLifetime
{
    private readonly SmallSet small = new(perKit: 2);

    /// <summary>The labelled sounds.</summary>
    public string Data => small.Set.Folder;

    /// <summary>What training keeps.</summary>
    public string Work => small.Work.Path;

    /// <summary>The model folder.</summary>
    public string Model => Path.Combine(Data, "model");

    /// <summary>The command line that trained it.</summary>
    public string[] Command => Train("--epochs", "2");

    /// <summary>What the program said.</summary>
    internal LabProgram Program { get; private set; } = null!;

    /// <summary>A command line that trains with few options and few epochs.</summary>
    public string[] Train(params string[] more) =>
        ["train", Data, "--work", Work, "--output", Model, "--width", "8", "--members", "1", "--variants", "2", "--jobs", "1", "--option", "mapSteps=20", .. more];

    public async ValueTask InitializeAsync() => Program = await LabProgram.RunAsync(Command);

    public ValueTask DisposeAsync()
    {
        Program.Dispose();
        small.Dispose();
        return ValueTask.CompletedTask;
    }
}
