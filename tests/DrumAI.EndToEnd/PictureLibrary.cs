namespace DrumAI.EndToEnd;

/// <summary>A Studio on real drums, imported to the end: what the pictures show.</summary>
public sealed class PictureLibrary : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("drumai-pictures-").FullName;
    private StudioProgram? studio;

    /// <summary>The Studio; the running test is skipped where there are no drums.</summary>
    public async Task<StudioProgram> StartAsync()
    {
        if (studio is not null) return studio;
        string samples = Path.Combine(folder, "Samples");
        // Tests look at the layout, which a few sounds show; pictures for people show a library.
        SharedDrums.CopyTo(samples, perClass: Environment.GetEnvironmentVariable("DRUMAI_PICTURES") is { Length: > 0 } ? 24 : 3);
        return studio = await StudioProgram.StartAsync(Path.Combine(folder, "data"), samples);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (studio is not null) await studio.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
