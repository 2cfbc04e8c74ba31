using DrumAI.Audio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace DrumAI.Studio.Sounds;

/// <summary>What pages fetch of sounds.</summary>
internal static class SoundEndpoints
{
    public static void MapSounds(this IEndpointRouteBuilder routes)
    {
        var sounds = routes.MapGroup("/sounds");
        sounds.MapGet("/{id:long}/audio", PlayAsync).WithSummary("The sound, as it is or as WAV where browsers do not play it.");
        sounds.MapGet("/{id:long}/file", FetchAsync).WithSummary("The sound's file as it is, to be kept.");
    }

    private static async Task<Results<PhysicalFileHttpResult, FileContentHttpResult, NotFound, ProblemHttpResult>> PlayAsync(
        long id, SoundSource source, HttpContext context, CancellationToken cancellation)
    {
        if (await source.FindAsync(id, cancellation) is not { } path) return TypedResults.NotFound();
        // The catalogue may be another one the next time, with the same numbers: browsers have to ask whether what they kept still holds.
        context.Response.Headers.CacheControl = "private, no-cache";
        try
        {
            var stamp = new FileInfo(path);
            var tag = new EntityTagHeaderValue($"\"{stamp.Length:x}-{stamp.LastWriteTimeUtc.Ticks:x}\"");
            if (BrowserFormat.MediaTypeOf(ReadHead(path)) is { } type)
                return TypedResults.PhysicalFile(path, type, entityTag: tag, enableRangeProcessing: true);
            return TypedResults.File(WavWriter.ToFloat32(AudioFile.Read(path).Pcm), "audio/wav", entityTag: tag, enableRangeProcessing: true);
        }
        catch (Exception e) when (e is AudioFormatException or IOException or UnauthorizedAccessException)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The sound cannot be played.");
        }
    }

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> FetchAsync(long id, SoundSource source, CancellationToken cancellation) =>
        await source.FindAsync(id, cancellation) is { } path
            ? TypedResults.PhysicalFile(path, "application/octet-stream", Path.GetFileName(path))
            : TypedResults.NotFound();

    private static byte[] ReadHead(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[BrowserFormat.HeadLength];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
