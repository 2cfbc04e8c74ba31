using System.Text.Json.Serialization;
using DrumAI.Client.Sharing;

namespace DrumAI.Studio.Sharing;

/// <summary>With which service the musician shares, and what. Nothing, as it comes.</summary>
internal sealed record SharingSettings
{
    /// <summary>The service's address, with a slash at its end; null where none was given.</summary>
    public Uri? Server { get; init; }

    /// <summary>Labels set by hand since then are sent, and others' opinions and models are fetched; null where that was not agreed to.</summary>
    public DateTimeOffset? CorrectionsSince { get; init; }

    /// <summary>Features of sounds that came into the library since then are sent; null where that was not agreed to.</summary>
    public DateTimeOffset? SoundsSince { get; init; }

    /// <summary>Nothing is sent or fetched for the time being.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Accounts by the address of their service.</summary>
    public IReadOnlyDictionary<string, SharingAccount> Accounts { get; init; } = new Dictionary<string, SharingAccount>();

    /// <summary>What is agreed to.</summary>
    [JsonIgnore]
    public SharingConsent Consent => Server is null ? new SharingConsent() : new SharingConsent(CorrectionsSince is not null, SoundsSince is not null);

    /// <summary>Whether anything is agreed to.</summary>
    [JsonIgnore]
    public bool IsOn => Consent is { Corrections: true } or { Contributions: true };

    /// <summary>The account at this service; null where there is none.</summary>
    [JsonIgnore]
    public SharingAccount? Account => Server is null ? null : Accounts.GetValueOrDefault(Server.AbsoluteUri);

    /// <summary>With another account at this service, or none.</summary>
    public SharingSettings With(SharingAccount? account)
    {
        var others = Accounts.Where(a => a.Key != Server?.AbsoluteUri).ToDictionary();
        if (account is not null && Server is not null) others[Server.AbsoluteUri] = account;
        return this with { Accounts = others };
    }

    /// <summary>Understands an address as people write it; null where it is none.</summary>
    public static Uri? ParseServer(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0) return null;
        if (!text.Contains("://", StringComparison.Ordinal)) text = (IsLocal(text) ? "http://" : "https://") + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)) return null;
        if (uri.Host.Length == 0 || uri.UserInfo.Length > 0) return null;
        return new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");
    }

    private static bool IsLocal(string text) => text.StartsWith("127.0.0.1", StringComparison.Ordinal) || text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);
}
