using System.Security.Cryptography;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Models;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Features;
using DrumAI.Studio.Library;
using DrumAI.Studio.Sharing;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Models;

/// <summary>
/// Newer models from the service: looked for, fetched and checked, and put to use when the musician says so. The library is then heard again in the
/// background; what the musician has said stands. The model before stays, to go back to.
/// </summary>
internal sealed class ModelUpdates(
    ModelInUse model, ServiceConnection connection, SharingFile settings, LibraryImporter importer, StudioOptions options) : IDisposable
{
    private const long MaxFileBytes = 256L << 20;
    private const int MaxFileCount = 16;

    private readonly LibraryModels models = new(options.DataFolder);
    private readonly SemaphoreSlim turn = new(1, 1);

    private (Uri Server, ModelState Model)? last;

    /// <summary>The service's model when it was last looked for; null before, and where another service was chosen since.</summary>
    public ModelState? Found => last is var (server, found) && server == settings.Current.Server ? found : null;

    /// <summary>Bytes fetched so far; null while nothing is fetched.</summary>
    public long? Fetched { get; private set; }

    /// <summary>Raised when something of this changes, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Whether <see cref="Found"/> can be used.</summary>
    public ModelFit Fit => Found is not { } found || found.Id == model.Id ? ModelFit.Same
        : found.FrontEnd == FrontEnd.Version && found.Taxonomy == DrumTaxonomy.Default.Version ? ModelFit.Usable : ModelFit.Foreign;

    /// <summary>Asks the service which model it hears with. Nothing is told to it.</summary>
    /// <exception cref="ServiceBusyException">It cannot be reached.</exception>
    /// <exception cref="ServiceException">It does not say.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (model.IsFixed || settings.Current.Server is not { } server) return;
        last = (server, await connection.Anonymous(server).GetCurrentModelAsync(cancellation));
        Changed?.Invoke();
    }

    /// <summary>Fetches <see cref="Found"/>, checks it, and hears the library with it.</summary>
    /// <exception cref="ModelException">It is damaged, or does not fit; nothing has changed.</exception>
    /// <exception cref="ServiceBusyException">The service cannot be reached; nothing has changed.</exception>
    /// <exception cref="ServiceException">The service refuses; nothing has changed.</exception>
    public async Task UseFoundAsync(CancellationToken cancellation)
    {
        if (Fit != ModelFit.Usable || Found is not { } found || settings.Current.Server is not { } server) return;
        await turn.WaitAsync(cancellation);
        try
        {
            if (!Directory.Exists(FolderOf(found.Id))) await FetchAsync(connection.Anonymous(server), found, cancellation);
            await SwitchAsync(found.Id);
        }
        finally
        {
            Fetched = null;
            turn.Release();
            Changed?.Invoke();
        }
    }

    /// <summary>Hears the library with the model before again.</summary>
    /// <exception cref="ModelException">It is not there any more; nothing has changed.</exception>
    public async Task GoBackAsync()
    {
        if (model.IsFixed || model.Choice is not { HasPrevious: true, Previous: var previous }) return;
        await turn.WaitAsync();
        try
        {
            await SwitchAsync(previous);
        }
        finally
        {
            turn.Release();
            Changed?.Invoke();
        }
    }

    public void Dispose() => turn.Dispose();

    private Task<bool> SwitchAsync(string? name) => Task.Run(() => importer.RunAlone(() =>
    {
        model.Use(name);
        return true;
    }));

    /// <summary>Into a folder of another name first: a model is there as a whole, or not at all.</summary>
    private async Task FetchAsync(DrumServiceClient client, ModelState found, CancellationToken cancellation)
    {
        string target = FolderOf(found.Id), draft = target + ".part";
        if (found.Files.Count > MaxFileCount || !found.Files.ContainsKey(ModelCard.FileName) || !found.Files.Keys.All(IsPlainName))
            throw new ModelException($"The files of {found.Id} are not those of a model.");
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);
        try
        {
            Fetched = 0;
            foreach (var (name, hash) in found.Files)
            {
                await using (var file = new LimitedFile(Path.Combine(draft, name), MaxFileBytes, Count))
                    await client.DownloadModelFileAsync(found.Version, name, file, cancellation);
                string actual = ModelCard.HashOf(Path.Combine(draft, name));
                if (!CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(actual), System.Text.Encoding.ASCII.GetBytes(hash)))
                    throw new ModelException($"{name} of {found.Id} came damaged: its SHA-256 is not the one announced.");
            }

            // Front end, taxonomy, shapes, and the card's own hashes.
            using (var trial = DrumClassifier.Load(draft))
                if (trial.Card.Id != found.Id) throw new ModelException($"The service announced {found.Id} and sent {trial.Card.Id}.");
            Directory.Move(draft, target);
        }
        catch
        {
            Directory.Delete(draft, recursive: true);
            throw;
        }
    }

    private void Count(long bytes)
    {
        Fetched += bytes;
        Changed?.Invoke();
    }

    private string FolderOf(string name)
    {
        try
        {
            return models.FolderOf(name);
        }
        catch (CatalogueException e)
        {
            throw new ModelException(e.Message, e);
        }
    }

    private static bool IsPlainName(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.StartsWith('.');
}
