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
        sounds.MapGet("/{id:long}/audio", Play).WithSummary("The sound, as it is or as WAV where browsers do not play it.");
        sounds.MapGet("/{id:long}/file", Fetch).WithSummary("The sound's file as it is, to be kept.");
    }

    private static Results<PhysicalFileHttpResult, FileContentHttpResult, NotFound, ProblemHttpResult> Play(long id, SoundSource source, HttpContext context)
    {
        if (source.Find(id) is not { } path) return TypedResults.NotFound();
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

    private static Results<PhysicalFileHttpResult, NotFound> Fetch(long id, SoundSource source) =>
        source.Find(id) is { } path
            ? TypedResults.PhysicalFile(path, "application/octet-stream", Path.GetFileName(path))
            : TypedResults.NotFound();

    private static byte[] ReadHead(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[BrowserFormat.HeadLength];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
