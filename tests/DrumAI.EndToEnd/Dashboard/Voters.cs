using System.Globalization;
using System.Net.Http.Headers;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Features;

namespace DrumAI.EndToEnd.Dashboard;

/// <summary>Simulated musicians, who send sounds and vote over the wire as the Studio would, each from an address block of their own.</summary>
public sealed class Voters : IDisposable
{
    private readonly List<(HttpClient Http, DrumServiceClient Client)> members = [];

    /// <summary>How many they are.</summary>
    public int Count => members.Count;

    /// <summary>Makes accounts.</summary>
    public static async Task<Voters> JoinAsync(ServiceProgram service, int count)
    {
        var voters = new Voters();
        for (int i = 0; i < count; i++)
        {
            var http = new HttpClient { BaseAddress = service.Address };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"20.{i}.1.7"));
            var account = await new DrumServiceClient(http).CreateUserAsync();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.Token);
            voters.members.Add((http, new DrumServiceClient(http, account.Token)));
        }

        return voters;
    }

    /// <summary>One of them sends a sound with a label; the service hears it and forgets it.</summary>
    /// <returns>What others name the sound by.</returns>
    public async Task<Hearing> SendAsync(int voter, byte[] sound, string className, string? subclass = null)
    {
        var hearing = await HearAsync(voter, sound);
        await members[voter].Client.CorrectAsync(sound, className, subclass);
        return hearing;
    }

    /// <summary>One of them asks what a sound is.</summary>
    public Task<Hearing> HearAsync(int voter, byte[] sound) => members[voter].Client.PredictAsync(sound);

    /// <summary>One of them says what a sound is that was sent before.</summary>
    public Task VoteAsync(int voter, Hearing sound, string className, string? subclass = null) => members[voter].Client.CorrectAsync(new Correction
    {
        Fingerprint = sound.Fingerprint!,
        Class = className,
        Subclass = subclass,
        Predicted = new WirePrediction(sound.Class, sound.Confidence, sound.Model),
        FrontEnd = FrontEnd.Version,
    });

    public void Dispose()
    {
        foreach (var (http, _) in members) http.Dispose();
    }
}
