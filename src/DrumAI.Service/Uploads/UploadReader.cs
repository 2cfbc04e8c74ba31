using DrumAI.Service.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DrumAI.Service.Uploads;

/// <summary>
/// Reads an upload into memory. The framework's own form reader writes large files to disk, where they outlive a crash; this one never does. How much
/// may be in memory at once is bounded: whoever comes above is told to come again.
/// </summary>
internal sealed class UploadReader(ServiceOptions options)
{
    private const string FileField = "samplefile";
    private const int MaxFieldLength = 256;
    private const int MaxFieldCount = 16;
    private long bytesInFlight;

    /// <summary>Reads an upload, and does something with it while it counts as being in memory.</summary>
    /// <exception cref="RequestRefusedException">It is none, too large, or there is no room at present.</exception>
    public async Task<T> ReadAsync<T>(HttpContext http, Func<SoundUpload, Task<T>> use)
    {
        // A little beyond the limit is read and thrown away by the server: so the sender hears what is wrong instead of a closed connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = 2 * options.MaxUploadBytes;
        long reserved = http.Request.ContentLength ?? options.MaxUploadBytes;
        if (reserved > options.MaxUploadBytes) throw TooLarge();
        if (Interlocked.Add(ref bytesInFlight, reserved) > options.MaxUploadBytesInFlight)
        {
            Interlocked.Add(ref bytesInFlight, -reserved);
            throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "Busy", "The service has all the uploads that it can hold.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }

        try
        {
            return await use(await ReadAsync(http.Request, http.RequestAborted));
        }
        finally
        {
            Interlocked.Add(ref bytesInFlight, -reserved);
        }
    }

    private async Task<SoundUpload> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "Not a form", $"A sound comes as multipart/form-data, field {FileField}.");
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 100) throw Malformed();
        ReadOnlyMemory<byte>? file = null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition) throw Malformed();
                string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (name == FileField)
                {
                    if (file is not null) throw new RequestRefusedException(StatusCodes.Status400BadRequest, "Bad form", "There is more than one sound.");
                    file = await ReadFileAsync(section.Body, request.ContentLength, cancellation);
                }
                else
                {
                    if (fields.Count == MaxFieldCount) throw Malformed();
                    fields[name] = await ReadFieldAsync(section.Body, cancellation);
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException || e is IOException and not BadHttpRequestException)
        {
            throw Malformed();
        }

        return file is { } bytes
            ? new SoundUpload(bytes, fields)
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, "No sound", $"The form has no field {FileField}.");
    }

    private async Task<ReadOnlyMemory<byte>> ReadFileAsync(Stream body, long? contentLength, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream((int)Math.Min(contentLength ?? 1 << 16, options.MaxUploadBytes));
        byte[] buffer = new byte[1 << 14];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > options.MaxUploadBytes) throw TooLarge();
            bytes.Write(buffer, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[MaxFieldLength + 1];
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length <= MaxFieldLength ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : throw Malformed();
    }

    private RequestRefusedException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "Too large", $"At most {options.MaxUploadBytes >> 20} MiB are taken.");

    private static RequestRefusedException Malformed() => new(StatusCodes.Status400BadRequest, "Bad form", "The form cannot be read.");
}
