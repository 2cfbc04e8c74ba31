using DrumAI.Client;
using DrumAI.Client.Wire;

namespace DrumAI.Service.Tests.Hosting;

/// <summary>Somebody with an account.</summary>
/// <param name="Http">What their requests go through, token and address included.</param>
/// <param name="Account">The account.</param>
public sealed record TestUser(HttpClient Http, NewUser Account)
{
    /// <summary>The typed client.</summary>
    public DrumServiceClient Client { get; } = new(Http, Account.Token);
}
