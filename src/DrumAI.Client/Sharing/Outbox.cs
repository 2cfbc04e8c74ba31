using System.Text.Json;
using DrumAI.Client.Wire;

namespace DrumAI.Client.Sharing;

/// <summary>
/// What waits to be sent to a shared service: a file an item in a folder, each readable as it will go. So it survives being offline, restarts and
/// crashes; and what the musician deletes there is not sent. One process sends at a time.
/// </summary>
/// <remarks>An item is deleted once the service has acknowledged it. Sending it twice, as after a crash between the two, changes nothing there.</remarks>
public sealed class Outbox : IDisposable
{
    private const string Pattern = "*.json";
    private const string RefusedFolder = "refused";
    private readonly string folder;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim sending = new(1, 1);
    private long lastNumber;

    /// <param name="folder">Where items wait; made when the first is queued.</param>
    /// <param name="time">The clock.</param>
    public Outbox(string folder, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        this.folder = folder;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Queues a correction, if that was agreed to.</summary>
    /// <returns>Whether it was.</returns>
    public bool Add(Correction correction, SharingConsent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        if (!consent.Corrections) return false;
        Write(new SharedItem(Guid.NewGuid(), time.GetUtcNow(), correction, null));
        return true;
    }

    /// <summary>Queues a contribution, if that was agreed to.</summary>
    /// <returns>Whether it was.</returns>
    public bool Add(Contribution contribution, SharingConsent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        if (!consent.Contributions) return false;
        Write(new SharedItem(Guid.NewGuid(), time.GetUtcNow(), null, contribution));
        return true;
    }

    /// <summary>What waits, oldest first. A file that cannot be read is passed over.</summary>
    public IEnumerable<SharedItem> Waiting() => Files(folder).Select(Read).OfType<SharedItem>();

    /// <summary>What the service refused for good, oldest first; each is kept to be looked at.</summary>
    public IEnumerable<SharedItem> Refused() => Files(Path.Combine(folder, RefusedFolder)).Select(Read).OfType<SharedItem>();

    /// <summary>Takes back everything that waits: a consent was withdrawn.</summary>
    public void Clear()
    {
        foreach (string file in Files(folder)) File.Delete(file);
    }

    /// <summary>Sends what waits and is agreed to, oldest first, until all is sent or the service cannot be asked.</summary>
    /// <param name="client">The service, with the account's token.</param>
    /// <param name="consent">What is agreed to now: it is asked again for every item.</param>
    /// <param name="sent">Is told of each receipt.</param>
    /// <param name="cancellation">Stops; what was not acknowledged waits on.</param>
    /// <returns>How many items were sent.</returns>
    /// <exception cref="ServiceBusyException">The service cannot be asked at present; the rest waits.</exception>
    public async Task<int> SendAsync(
        DrumServiceClient client, Func<SharingConsent> consent, Action<SharedItem, Receipt>? sent = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(consent);
        await sending.WaitAsync(cancellation);
        try
        {
            int count = 0;
            foreach (string file in Files(folder))
            {
                if (Read(file) is not { } item || !Allows(consent(), item)) continue;
                try
                {
                    var receipt = item.Correction is { } correction
                        ? await client.CorrectAsync(correction, cancellation)
                        : await client.ContributeAsync(item.Contribution!, cancellation);
                    File.Delete(file);
                    sent?.Invoke(item, receipt);
                    count++;
                }
                catch (ServiceException e) when (e.Status is not System.Net.HttpStatusCode.Unauthorized)
                {
                    // It would be refused again. The musician may want to know.
                    Directory.CreateDirectory(Path.Combine(folder, RefusedFolder));
                    File.Move(file, Path.Combine(folder, RefusedFolder, Path.GetFileName(file)), overwrite: true);
                }
            }

            return count;
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Ends its use; what waits, waits on.</summary>
    public void Dispose() => sending.Dispose();

    private static bool Allows(SharingConsent consent, SharedItem item) => item.Correction is not null ? consent.Corrections : consent.Contributions;

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal) : [];

    private static SharedItem? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), SharedItemJson.Default.SharedItem);
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>Under another name first, so that a crash leaves no half of it; the name's number keeps the order.</summary>
    private void Write(SharedItem item)
    {
        Directory.CreateDirectory(folder);
        long number, last;
        do
        {
            last = Interlocked.Read(ref lastNumber);
            number = Math.Max(item.QueuedAt.UtcTicks, last + 1);
        }
        while (Interlocked.CompareExchange(ref lastNumber, number, last) != last);
        string file = Path.Combine(folder, $"{number:D20}-{item.Id:N}.json");
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(item, SharedItemJson.Default.SharedItem));
        File.Move(file + ".part", file);
    }
}
