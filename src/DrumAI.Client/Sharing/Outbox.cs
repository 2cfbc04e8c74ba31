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
    /// <returns>What waits now; null where it was not agreed to.</returns>
    public SharedItem? Add(Correction correction, SharingConsent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return consent.Corrections ? Write(new SharedItem(Guid.NewGuid(), time.GetUtcNow(), correction, null)) : null;
    }

    /// <summary>Queues a contribution, if that was agreed to.</summary>
    /// <returns>What waits now; null where it was not agreed to.</returns>
    public SharedItem? Add(Contribution contribution, SharingConsent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return consent.Contributions ? Write(new SharedItem(Guid.NewGuid(), time.GetUtcNow(), null, contribution)) : null;
    }

    /// <summary>What waits, oldest first. A file that cannot be read is passed over.</summary>
    public IEnumerable<SharedItem> Waiting() => Files(folder).Select(Read).OfType<SharedItem>();

    /// <summary>What the service refused for good, oldest first; each is kept to be looked at.</summary>
    public IEnumerable<SharedItem> Refused() => Files(Path.Combine(folder, RefusedFolder)).Select(Read).OfType<SharedItem>();

    /// <summary>How many items wait.</summary>
    public int Count => Files(folder).Count();

    /// <summary>Takes an item back: it will not be sent, unless it is on its way already. Does nothing where it does not wait.</summary>
    public void Remove(Guid id)
    {
        foreach (string file in Files(folder, $"*-{id:N}.json")) File.Delete(file);
    }

    /// <summary>Takes back everything that waits and is not agreed to any more.</summary>
    /// <param name="consent">What is still agreed to; nothing unless told otherwise.</param>
    public void Clear(SharingConsent? consent = null)
    {
        foreach (string file in Files(folder))
            if (consent is null || Read(file) is not { } item || !Allows(consent, item)) File.Delete(file);
    }

    /// <summary>Forgets what the service refused.</summary>
    public void ClearRefused()
    {
        foreach (string file in Files(Path.Combine(folder, RefusedFolder))) File.Delete(file);
    }

    /// <summary>Sends what waits and is agreed to, oldest first, until all is sent or the service cannot be asked.</summary>
    /// <param name="client">The service, with the account's token.</param>
    /// <param name="consent">What is agreed to now: it is asked again for every item.</param>
    /// <param name="sent">Is told of each receipt.</param>
    /// <param name="refused">Is told of each item that the service refuses for good.</param>
    /// <param name="queuedBefore">What was queued later waits on; null where all may go.</param>
    /// <param name="cancellation">Stops; what was not acknowledged waits on.</param>
    /// <returns>How many items were sent.</returns>
    /// <exception cref="ServiceBusyException">The service cannot be asked at present; the rest waits.</exception>
    public async Task<int> SendAsync(
        DrumServiceClient client, Func<SharingConsent> consent, Action<SharedItem, Receipt>? sent = null, Action<SharedItem>? refused = null,
        DateTimeOffset? queuedBefore = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(consent);
        await sending.WaitAsync(cancellation);
        try
        {
            int count = 0;
            foreach (string file in Files(folder))
            {
                if (Read(file) is not { } item || item.QueuedAt > queuedBefore || !Allows(consent(), item)) continue;
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
                    Write(Path.Combine(folder, RefusedFolder), Path.GetFileName(file), item with { Refusal = e.Message });
                    File.Delete(file);
                    refused?.Invoke(item);
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

    private static IEnumerable<string> Files(string folder, string pattern = Pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

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

    /// <summary>The name's number keeps the order.</summary>
    private SharedItem Write(SharedItem item)
    {
        long number, last;
        do
        {
            last = Interlocked.Read(ref lastNumber);
            number = Math.Max(item.QueuedAt.UtcTicks, last + 1);
        }
        while (Interlocked.CompareExchange(ref lastNumber, number, last) != last);
        Write(folder, $"{number:D20}-{item.Id:N}.json", item);
        return item;
    }

    /// <summary>Under another name first, so that a crash leaves no half of it.</summary>
    private static void Write(string folder, string name, SharedItem item)
    {
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, name);
        File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(item, SharedItemJson.Default.SharedItem));
        File.Move(file + ".part", file, overwrite: true);
    }
}
