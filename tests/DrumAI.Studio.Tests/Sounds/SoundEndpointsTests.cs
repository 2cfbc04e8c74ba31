using System.Net;
using DrumAI.Audio;

namespace DrumAI.Studio.Tests.Sounds;

public sealed class SoundEndpointsTests(RunningStudio studio) : IClassFixture<RunningStudio>
{
    [Fact]
    public async Task WhatBrowsersPlayIsSentAsItIs()
    {
        var answer = await studio.Client.GetAsync($"/sounds/{studio.Ids["thump"]}/audio", TestContext.Current.CancellationToken);

        Assert.Equal("audio/wav", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(File.ReadAllBytes(Path.Combine(studio.SoundPath, "thump.wav")), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AiffIsSentAsWavWithTheSameAmplitudes()
    {
        var answer = await studio.Client.GetAsync($"/sounds/{studio.Ids["ramp"]}/audio", TestContext.Current.CancellationToken);

        Assert.Equal("audio/wav", answer.Content.Headers.ContentType!.MediaType);
        var reading = AudioFile.Decode(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(AudioContainer.Wav, reading.Format.Container);
        Assert.Empty(reading.Warnings);
        Assert.Equal(RunningStudio.Ramp.Select(a => a / 32768f), reading.Pcm.Samples);
    }

    [Fact]
    public async Task FileIsGivenOutUnchangedUnderItsName()
    {
        var answer = await studio.Client.GetAsync($"/sounds/{studio.Ids["ramp"]}/file", TestContext.Current.CancellationToken);

        Assert.Equal("ramp.aif", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(File.ReadAllBytes(Path.Combine(studio.SoundPath, "ramp.aif")), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PartsAndUnchangedSoundsAreNotSentWhole()
    {
        string path = $"/sounds/{studio.Ids["hiss"]}/audio";
        using var part = new HttpRequestMessage(HttpMethod.Get, path);
        part.Headers.Range = new(0, 9);
        var whole = await studio.Client.GetAsync(path, TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);

        Assert.Equal(10, (await studio.Client.SendAsync(part, TestContext.Current.CancellationToken)).Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.NotModified, (await studio.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/sounds/999999/audio")]
    [InlineData("/sounds/-1/audio")]
    [InlineData("/sounds/..%2F..%2Fetc%2Fpasswd/audio")]
    [InlineData("/sounds/etc/passwd")]
    [InlineData("/sounds//etc/passwd/file")]
    [InlineData("/sounds/1/../../../etc/passwd")]
    public async Task OnlyNumbersOfTheCatalogueLeadToFiles(string path)
    {
        var answer = await studio.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
