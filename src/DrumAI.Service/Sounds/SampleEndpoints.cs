using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Identity;
using DrumAI.Service.Corrections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Sounds;

/// <summary>What is known of a sound: consensus and counts of votes, never who.</summary>
internal static class SampleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/samples/{hash}", GetAsync).WithTags("Sounds")
            .WithSummary("What is known of a sound")
            .WithDescription(
                "`hash` is the canonical hash that a correction was answered with, or the hash of any fingerprint under which the sound was met. With the "
                + "fingerprint's `bits` another copy of the sound is found too.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SampleState>, NotFound>> GetAsync(
        string hash, string? bits, DrumDatabase database, FingerprintTable fingerprints, CancellationToken cancellation)
    {
        if (hash.Length != 64 || !TryParse(hash, out byte[] bytes)) return TypedResults.NotFound();
        var state = await database.RunAsync(async context =>
        {
            var known = await context.Samples.Where(s => s.Hash == bytes).Select(s => new { s.Id, s.Hash }).SingleOrDefaultAsync(cancellation)
                ?? await context.Aliases.Where(a => a.Hash == bytes)
                    .Join(context.Samples, a => a.SampleId, s => s.Id, (_, s) => new { s.Id, s.Hash }).SingleOrDefaultAsync(cancellation);
            if (known is null && Fingerprint.TryParse(bits, out var fingerprint) && fingerprints.FindNear(fingerprint) is { } id)
                known = await context.Samples.Where(s => s.Id == id).Select(s => new { s.Id, s.Hash }).SingleOrDefaultAsync(cancellation);
            return known is null ? null : await SampleReader.ReadAsync(context, known.Id, known.Hash, cancellation);
        });
        return state is null ? TypedResults.NotFound() : TypedResults.Ok(state);
    }

    private static bool TryParse(string hash, out byte[] bytes)
    {
        bytes = new byte[32];
        return Convert.FromHexString(hash, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
