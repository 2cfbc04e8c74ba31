using DrumAI.Audio;

namespace DrumAI.Cli.Tests.Library;

/// <summary>A folder of sounds, a data folder for their catalogue, and a small model.</summary>
internal sealed class LibraryFolder : IDisposable
{
    public TestModel Model { get; } = new();

    public SoundFolder Sounds { get; } = new();

    public string Data { get; } = Directory.CreateTempSubdirectory("drumai-data-").FullName;

    /// <summary>Writes sounds that all differ.</summary>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            double seconds = 0.05 + 0.001 * i;
            float[] samples = i % 2 == 0 ? TestSounds.Thump(seconds: seconds) : TestSounds.Hiss(seconds: seconds);
            Sounds.Write($"kit {i / 10}/{i}.wav", TestSounds.ToWav(new Pcm(samples, 1, 44100)));
        }
    }

    /// <summary>Runs a command on the catalogue within this process.</summary>
    public Task<CommandResult> RunAsync(params string[] args) => CommandResult.RunAsync([.. args, "--data", Data]);

    /// <summary>Adds the folder of sounds and imports it, within this process.</summary>
    public Task<CommandResult> AddAsync(string until = "classified") =>
        RunAsync("library", "add", Sounds.Path, "--until", until, "--model", Model.Path);

    public void Dispose()
    {
        Model.Dispose();
        Sounds.Dispose();
        Directory.Delete(Data, recursive: true);
    }
}
