using System.Net;
using System.Security.Claims;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Data.Entities;
using DrumAI.Service.Corrections;
using DrumAI.Service.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Accounts;

/// <summary>Anonymous accounts: made without a name or an address, erased with all their votes.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/users", CreateAsync).WithTags("Accounts")
            .WithSummary("Makes an anonymous account")
            .WithDescription("No e-mail, no name. The token is told once; keep it. How many accounts may be made from one place is limited.")
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        routes.MapGet("/me", GetAsync).WithTags("Accounts").RequireAuthorization()
            .WithSummary("What the service knows of this account")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapDelete("/me", DeleteAsync).WithTags("Accounts").RequireAuthorization()
            .WithSummary("Erases this account and all its votes")
            .WithDescription("The consensus on every sound that it voted on is computed again without it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static async Task<Created<NewUser>> CreateAsync(
        HttpContext http, DrumDatabase database, AddressBlocks blocks, ServiceOptions options, TimeProvider time, CancellationToken cancellation)
    {
        long block = blocks.Of(http.Connection.RemoteIpAddress ?? IPAddress.Loopback);
        var now = time.GetUtcNow();
        string token = AccessToken.Create();
        var user = new User { PublicId = Guid.NewGuid(), TokenHash = AccessToken.HashOf(token)!, AddressBlock = block, CreatedAt = now };
        var since = now - TimeSpan.FromHours(1);
        await database.RunAsync(async context =>
        {
            if (await context.Users.CountAsync(u => u.AddressBlock == block && u.CreatedAt > since, cancellation) >= options.AccountsPerHour)
            {
                throw new RequestRefusedException(
                    StatusCodes.Status429TooManyRequests, "Too many accounts", "Too many accounts were made from this place within an hour.")
                {
                    RetryAfter = TimeSpan.FromMinutes(10),
                };
            }

            context.Users.Add(user);
            return await context.SaveChangesAsync(cancellation);
        });
        return TypedResults.Created("/me", new NewUser(user.PublicId, token));
    }

    private static async Task<Results<Ok<UserState>, UnauthorizedHttpResult>> GetAsync(
        ClaimsPrincipal principal, DrumDatabase database, CancellationToken cancellation)
    {
        long id = TokenAuthentication.AccountOf(principal);
        var state = await database.RunAsync(async context =>
        {
            var user = await context.Users.SingleOrDefaultAsync(u => u.Id == id, cancellation);
            if (user is null) return null;
            int votes = await context.ClassVotes.CountAsync(v => v.UserId == id, cancellation);
            var settled =
                from vote in context.ClassVotes
                where vote.UserId == id
                join label in context.Consensus on vote.SampleId equals label.SampleId
                select vote.ClassId == label.ClassId;
            return new UserState(
                user.PublicId, user.CreatedAt, votes, await settled.CountAsync(cancellation), await settled.CountAsync(agreed => agreed, cancellation));
        });
        return state is null ? TypedResults.Unauthorized() : TypedResults.Ok(state);
    }

    private static async Task<NoContent> DeleteAsync(
        ClaimsPrincipal principal, KnownAccounts accounts, SubmissionQueue submissions, CancellationToken cancellation)
    {
        long id = TokenAuthentication.AccountOf(principal);
        await submissions.EraseAsync(id, cancellation);
        accounts.Forget(id);
        return TypedResults.NoContent();
    }
}
