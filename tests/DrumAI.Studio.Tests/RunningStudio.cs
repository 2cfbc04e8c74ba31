using DrumAI.Catalogue;
using DrumAI.Catalogue.Import;
using DrumAI.Classification;

namespace DrumAI.Studio.Tests;

/// <summary>A Studio on a few made-up sounds, one of each kind of file that matters, listening on a free port of this machine.</summary>
public sealed class RunningStudio : IAsyncLifetime
{
    private readonly TestModel model = new();
    private readonly SoundFolder sounds = new();
    private readonly string data = Directory.CreateTempSubdirectory("drumai-studio-").FullName;
    private StudioServer? server;

    /// <summary>Where it answers.</summary>
    public Uri Address => new(server!.Address);

    /// <summary>A client that is no browser, and sends no headers of its own accord.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>The folder of sounds.</summary>
    public string SoundPath => sounds.Path;

    /// <summary>Numbers of the sounds, by name.</summary>
    public IReadOnlyDictionary<string, long> Ids { get; private set; } = new Dictionary<string, long>();

    public async ValueTask InitializeAsync()
    {
        sounds.Thump("thump.wav");
        sounds.Hiss("hiss.wav");
        sounds.Write("ramp.aif", ChunkFileBuilder.Aiff(c => c.Common(1, 4000, 16, 44100).Sound(ChunkFileBuilder.Words(bigEndian: true, Ramp))));
        using (var catalogue = SampleCatalogue.Open(data))
        using (var classifier = DrumClassifier.Load(model.Path))
        {
            new LibraryFolders(catalogue).Add(sounds.Path);
            await new LibraryImport(catalogue, classifier, new ImportOptions()).RunAsync(folderIds: null, CancellationToken.None);
            using var context = catalogue.CreateContext();
            Ids = context.Samples.ToDictionary(s => s.Name, s => s.Id);
        }

        server = await StudioServer.StartAsync(new StudioOptions { Port = 0, DataFolder = data, ModelFolder = model.Path });
        Client.BaseAddress = Address;
    }

    /// <summary>The amplitudes of the AIFF file.</summary>
    public static short[] Ramp { get; } = [.. Enumerable.Range(0, 4000).Select(i => (short)(i * 7 % 20000 - 10000))];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server!.DisposeAsync();
        model.Dispose();
        sounds.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
