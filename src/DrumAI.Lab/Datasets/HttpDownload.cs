using System.Net;
using System.Net.Http.Headers;

namespace DrumAI.Lab.Datasets;

/// <summary>
/// Fetches a file over HTTP. What came before a break stays in <c>FILE.part</c>, and the next attempt asks for the rest, provided that the server's file is still the
/// same by its entity tag or time; nothing is tried again by itself.
/// </summary>
internal sealed class HttpDownload(HttpClient client, Action<long, long?>? progress = null)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Fetches, or goes on fetching.</summary>
    /// <exception cref="IOException">The server cannot be reached, refuses, or breaks off.</exception>
    public async Task FetchAsync(Uri address, string file, CancellationToken cancellation)
    {
        string part = file + ".part", tagFile = part + ".tag";
        long have = File.Exists(part) && File.Exists(tagFile) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", await File.ReadAllTextAsync(tagFile, cancellation));
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
                throw new IOException($"{address} answers {(int)response.StatusCode} {response.ReasonPhrase}.");
            if (response.StatusCode == HttpStatusCode.OK) have = 0;
            else if (response.Content.Headers.ContentRange?.From != have) throw new IOException($"{address} sends another part than was asked for.");
            NoteTag(response, tagFile);
            long? total = response.Content.Headers.ContentLength + have;
            await using (var output = new FileStream(part, have > 0 ? FileMode.Append : FileMode.Create))
            await using (var input = await response.Content.ReadAsStreamAsync(cancellation))
                await CopyAsync(input, output, have, total, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or HttpIOException)
        {
            throw new IOException($"{address} cannot be fetched: {error.Message} What came so far is kept; the same command goes on from there.", error);
        }

        File.Move(part, file, overwrite: true);
        File.Delete(tagFile);
    }

    private async Task CopyAsync(Stream input, FileStream output, long done, long? total, CancellationToken cancellation)
    {
        var buffer = new byte[BufferSize];
        for (int read; (read = await input.ReadAsync(buffer, cancellation)) > 0;)
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            progress?.Invoke(done += read, total);
        }
    }

    /// <summary>Keeps what identifies the server's file; where it says nothing, a break means beginning anew.</summary>
    private static void NoteTag(HttpResponseMessage response, string tagFile)
    {
        string? tag = response.Headers.ETag is { IsWeak: false } strong ? strong.Tag : response.Content.Headers.LastModified?.ToString("R");
        if (tag is null) File.Delete(tagFile);
        else File.WriteAllText(tagFile, tag);
    }
}
