using System.Net;
using System.Text.RegularExpressions;
using DrumAI.Service.Tests.Hosting;

namespace DrumAI.Dashboard.Tests.Hosting;

/// <summary>What a browser does of a login: it keeps cookies, sends forms back with what they held, and follows nothing by itself.</summary>
public sealed partial class AdminBrowser : IDisposable
{
    public const string Password = "a drum is a drum is a drum";

    private readonly HttpClientHandler handler;
    private readonly string admin;

    public AdminBrowser(Uri address, string admin, string? from = null)
    {
        this.admin = admin;
        handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        Http = new HttpClient(handler) { BaseAddress = address };
        Http.DefaultRequestHeaders.Add("X-Forwarded-For", from ?? RunningService.NewAddress());
        Http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Fills the login's form in, as the administrator unless another name is given, and sends it.</summary>
    public async Task<HttpResponseMessage> LogInAsync(string? name = null, string password = Password, string wanted = "/dashboard", Action<Dictionary<string, string>>? change = null)
    {
        string page = await Http.GetStringAsync($"login?return={Uri.EscapeDataString(wanted)}", Cancellation);
        var fields = Field().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        fields["Input.Name"] = name ?? admin;
        fields["Input.Password"] = password;
        change?.Invoke(fields);
        return await Http.PostAsync("login", new FormUrlEncodedContent(fields), Cancellation);
    }

    /// <summary>Whether pages are shown to whoever has these cookies.</summary>
    public async Task<bool> IsLoggedInAsync()
    {
        using var response = await Http.GetAsync("dashboard/session", Cancellation);
        return response.StatusCode == HttpStatusCode.NoContent;
    }

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex Field();
}
