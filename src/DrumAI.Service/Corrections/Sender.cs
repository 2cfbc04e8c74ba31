using System.Net;
using System.Security.Claims;
using DrumAI.Service.Accounts;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Service.Corrections;

/// <summary>Who submits, and from where.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Address">The address; only its block's keyed hash is kept.</param>
internal readonly record struct Sender(long UserId, IPAddress Address)
{
    public static Sender Of(HttpContext http, ClaimsPrincipal user) =>
        new(TokenAuthentication.AccountOf(user), http.Connection.RemoteIpAddress ?? IPAddress.Loopback);
}
