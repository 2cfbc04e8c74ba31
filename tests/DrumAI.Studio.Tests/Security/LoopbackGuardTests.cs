using System.Net;

namespace DrumAI.Studio.Tests.Security;

public sealed class LoopbackGuardTests(RunningStudio studio) : IClassFixture<RunningStudio>
{
    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.MisdirectedRequest)]
    public async Task OnlyItsOwnNamesAreAnswered(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/map/sound");
        request.Headers.Host = $"{host}:{studio.Address.Port}";
        Assert.Equal(expected, (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task AnotherPortIsAnotherHost()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/map/sound");
        request.Headers.Host = $"127.0.0.1:{studio.Address.Port + 1}";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task RequestsOfAnotherOriginAreRefused(string origin)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/map/sound"), (HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1"), (HttpMethod.Get, "/_blazor") })
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Origin", origin);
            Assert.Equal(HttpStatusCode.Forbidden, (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        }
    }

    [Fact]
    public async Task ItsOwnOriginIsAnswered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", studio.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("cross-site", "no-cors", "image", false)]
    [InlineData("same-site", "no-cors", "audio", false)]
    [InlineData("same-site", "navigate", "iframe", false)]
    [InlineData("same-site", "navigate", "document", true)]
    [InlineData("same-origin", "no-cors", "audio", true)]
    [InlineData("none", "navigate", "document", true)]
    public async Task WhatAPageElsewhereEmbedsIsRefused(string site, string mode, string destination, bool isAnswered)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/sounds/{studio.Ids["thump"]}/audio");
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await studio.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task FormsNeedATokenOfThePageThatSendsThem()
    {
        using var form = new FormUrlEncodedContent([new("_handler", "anything")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Client.PostAsync("/", form, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task PagesMayNotBeFramedAndLoadOnlyTheirOwn()
    {
        var answer = await studio.Client.GetAsync("/", TestContext.Current.CancellationToken);

        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task NobodyIsAnsweredOutsideTheLoopback()
    {
        Assert.Equal("127.0.0.1", studio.Address.Host);
        var elsewhere = Dns.GetHostAddresses(Dns.GetHostName()).Where(a => !IPAddress.IsLoopback(a)).ToList();
        Assert.SkipWhen(elsewhere.Count == 0, "This machine has no address but the loopback.");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        foreach (var address in elsewhere)
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync(new UriBuilder("http", address.ToString(), studio.Address.Port).Uri, TestContext.Current.CancellationToken));
    }
}
