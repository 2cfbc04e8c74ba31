using System.Net;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Client;
using DrumAI.Client.Wire;
using DrumAI.Data;
using DrumAI.Service.Corrections;
using DrumAI.Service.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Service.Tests.Corrections;

/// <summary>What a model is said to have found, against the embedding that comes with it; with the shipped model, whose answers follow from its embedding.</summary>
public sealed class PredictionCheckTests : IDisposable
{
    private readonly DrumClassifier classifier;
    private readonly EmbeddingClassifier after;

    public PredictionCheckTests()
    {
        var package = ModelPackage.Read(DrumClassifier.DefaultModelDirectory);
        classifier = DrumClassifier.Load(package);
        after = EmbeddingClassifier.Load(package);
    }

    public void Dispose()
    {
        after.Dispose();
        classifier.Dispose();
    }

    [Fact]
    public void WhatTheModelFindsFollowsFromItsEmbeddingToTheFourthPlace()
    {
        foreach (float[] sound in (float[][])[TestSounds.Thump(), TestSounds.Hiss(), TestSounds.Thump(seconds: 0.02)])
        {
            var heard = classifier.Classify(sound, 44100);
            var (probabilities, map) = after.Classify(heard.Embedding);

            Assert.All(probabilities.Zip(heard.ClassProbabilities), p => Assert.Equal(p.Second, p.First, 1e-4f));
            Assert.Equal(heard.Map.X, map.X, 1e-4f);
            Assert.Equal(heard.Map.Y, map.Y, 1e-4f);
        }
    }

    [Fact]
    public void PredictionsOfRealDrumsAreBelieved()
    {
        string drums = SharedFolder.Require("drums");
        string[] files = [.. File.ReadLines(Path.Combine(drums, "labels.csv")).Skip(1).Select(l => Path.Combine(drums, l.Split(',')[0])).Where((_, i) => i % 61 == 0)];
        Assert.True(files.Length > 50);
        foreach (string file in files)
        {
            var heard = classifier.Classify(AudioFile.Read(file).Pcm);
            Assert.True(Doubt(heard) is null, file);
        }
    }

    [Fact]
    public void AnotherClassThanFollowsIsDoubted()
    {
        var heard = classifier.Classify(TestSounds.Thump(), 44100);

        Assert.Contains($"a {heard.Class} in this embedding, no Gong", Doubt(heard with { Class = "Gong" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.05f)]
    [InlineData(float.NaN)]
    public void AnotherConfidenceThanFollowsIsDoubted(float more)
    {
        var heard = classifier.Classify(TestSounds.Thump(), 44100);

        Assert.Contains("confidence", Doubt(heard with { Confidence = heard.Confidence + more }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.05f, 0)]
    [InlineData(0, -0.05f)]
    public void AnotherPlaceThanFollowsIsDoubted(float right, float up)
    {
        var heard = classifier.Classify(TestSounds.Thump(), 44100);

        Assert.Contains("map", Doubt(heard with { Map = new MapPosition(heard.Map.X + right, heard.Map.Y + up) }), StringComparison.Ordinal);
    }

    [Fact]
    public void EmbeddingOfAnotherSoundIsDoubted()
    {
        Prediction low = classifier.Classify(TestSounds.Thump(), 44100), high = classifier.Classify(TestSounds.Hiss(), 44100);
        Assert.NotEqual(low.Class, high.Class);

        Assert.NotNull(Doubt(low with { Embedding = high.Embedding }));
    }

    private string? Doubt(Prediction heard) => PredictionCheck.Doubt(after, Wire(heard), heard.Embedding);

    private static WirePrediction Wire(Prediction heard) => new(heard.Class, heard.Confidence, heard.Model) { Map = new WireMap(heard.Map.X, heard.Map.Y) };

    /// <summary>The same over HTTP.</summary>
    public abstract class OverHttp(PostgresServer server, DatabaseKind kind)
    {
        private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

        [Fact]
        public async Task PredictionThatDoesNotFollowIsSetAsideAndOneThatDoesIsStored()
        {
            await using var service = await RunningService.StartAsync(kind, server, o => o with { ModelDirectory = DrumClassifier.DefaultModelDirectory });
            var user = await service.CreateUserAsync();
            using var classifier = DrumClassifier.Load(DrumClassifier.DefaultModelDirectory);
            Prediction low = classifier.Classify(TestSounds.Thump(), 44100), high = classifier.Classify(TestSounds.Hiss(), 44100);
            var honest = Correct(low, low.Embedding);
            Correction poisoned = Correct(low, high.Embedding), elsewhere = Correct(low with { Model = "elsewhere-1" }, high.Embedding);

            await user.Client.CorrectAsync(honest, Cancellation);
            await user.Client.CorrectAsync(elsewhere, Cancellation);
            var refusal = await Assert.ThrowsAsync<ServiceException>(() => user.Client.CorrectAsync(poisoned, Cancellation));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.Status);
            await using var context = service.Database.CreateContext();
            var setAside = await context.SetAside.SingleAsync(Cancellation);
            Assert.Equal(Bits(poisoned), setAside.Fingerprint);
            Assert.Contains($"no {low.Class}", setAside.Reason, StringComparison.Ordinal);
            byte[] kept = Bits(honest);
            Assert.Equal(2, await context.Samples.CountAsync(Cancellation));
            Assert.True(await context.Samples.AnyAsync(s => s.Fingerprint == kept, Cancellation));
        }

        private static byte[] Bits(Correction correction) => Convert.FromHexString(correction.Fingerprint.Bits);

        private static Correction Correct(Prediction heard, float[] embedding) => MadeSounds.Correct(MadeSounds.NewFingerprint(), "Kick") with
        {
            Predicted = Wire(heard),
            Features = MadeSounds.Features() with { Embedding = embedding },
        };
    }

    public sealed class OnSqlite(PostgresServer server) : OverHttp(server, DatabaseKind.Sqlite);

    public sealed class OnPostgres(PostgresServer server) : OverHttp(server, DatabaseKind.Postgres);
}
