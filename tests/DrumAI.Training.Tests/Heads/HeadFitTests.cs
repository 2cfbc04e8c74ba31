using DrumAI.Taxonomy;
using DrumAI.Training.Evaluation;
using DrumAI.Training.Heads;

namespace DrumAI.Training.Tests.Heads;

/// <summary>On embeddings that were made: each class is a direction, with noise.</summary>
public sealed class HeadFitTests
{
    private const int Size = 32, Kick = 0;
    private static readonly DrumTaxonomy Taxonomy = DrumTaxonomy.Default;
    private static readonly HeadFitOptions Options = new() { Pulls = [1e-4, 1e-5] };
    private static readonly HeadFitOptions FromNothing = new() { LabelShare = 1, MaySharpen = true, Pulls = [1e-5] };
    private static readonly int Snare = Taxonomy.IndexOfClass("Snare"), Clap = Taxonomy.IndexOfClass("Clap");

    [Fact]
    public void WithoutNewsTheHeadOfBeforeIsTheAnswer()
    {
        EmbeddedSound[] rows = [.. Made(seed: 1, Kick, Snare)];
        var before = new HeadFit(Taxonomy, FromNothing).Run(rows, LinearHead.Ignorant(Taxonomy, Size), cancellation: TestContext.Current.CancellationToken).Head;
        var again = new HeadFit(Taxonomy, Options with { LabelShare = 0 }).Run(rows, before, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(1, again.ClassTemperature, 1e-3);
        Assert.All(again.Head.ClassWeights.Zip(before.ClassWeights), w => Assert.All(w.First.Zip(w.Second), x => Assert.Equal(x.Second, x.First, 1e-3)));
    }

    [Fact]
    public void WhatPeopleAgreeOnIsLearntAndTheRestIsKept()
    {
        EmbeddedSound[] known = [.. Made(seed: 1, Kick, Snare)];
        var before = new HeadFit(Taxonomy, FromNothing).Run(known, LinearHead.Ignorant(Taxonomy, Size), cancellation: TestContext.Current.CancellationToken).Head;
        EmbeddedSound[] voted = [.. Made(seed: 2, Clap).Select(r => r with { IsVoted = true, Certainty = 0.97, Weight = 3 })];
        var after = new HeadFit(Taxonomy, Options).Run([.. known, .. voted], before, cancellation: TestContext.Current.CancellationToken).Head;

        EmbeddedSound[] unheard = [.. Made(seed: 3, Kick, Snare, Clap)];
        Assert.Equal(0, Right(before, unheard, Clap));
        Assert.InRange(Right(after, unheard, Clap), 20, 30);
        Assert.InRange(Right(after, unheard, Kick), Right(before, unheard, Kick) - 1, 30);
        Assert.InRange(Right(after, unheard, Snare), Right(before, unheard, Snare) - 1, 30);
    }

    [Fact]
    public void BetterBeyondNoiseIsPromotedAndAClassThatCollapsesIsNot()
    {
        EmbeddedSound[] frozen = [.. Made(seed: 4, Kick, Snare, Clap)];
        var right = Rows(frozen, r => r.Class);
        var claps = Rows(frozen, r => r.Class == Clap ? Snare : r.Class);

        Assert.True(PromotionVerdict.Of(claps, right, Taxonomy).IsPromoted);
        Assert.False(PromotionVerdict.Of(right, right, Taxonomy).IsPromoted);
        Assert.False(PromotionVerdict.Of(right, claps, Taxonomy).IsPromoted);
        // Claps are mended, and every third kick pays for it: macro F1 is better all the same.
        int turn = 0;
        var paid = Rows(frozen, r => r.Class == Kick && turn++ % 3 == 0 ? Snare : r.Class);
        var verdict = PromotionVerdict.Of(claps, paid, Taxonomy);
        Assert.True(verdict.Classes.Difference.Low > 0);
        Assert.Equal(["Kick"], verdict.Collapsed);
        Assert.False(verdict.IsPromoted);
    }

    private static int Right(LinearHead head, IEnumerable<EmbeddedSound> rows, int @class) => rows.Count(r => r.Class == @class && Likeliest(head.Logits(r.Embedding).Classes) == @class);

    private static int Likeliest(float[] logits) => Array.IndexOf(logits, logits.Max());

    private static PredictionRow[] Rows(EmbeddedSound[] sounds, Func<EmbeddedSound, int> heard) => [.. sounds.Select(s =>
    {
        var logits = new float[Taxonomy.Classes.Count];
        logits[heard(s)] = 5;
        return new PredictionRow(s.Name, 0, s.Group, s.Class, -1, "", logits, new float[Taxonomy.Subclasses.Count]);
    })];

    /// <summary>Thirty sounds of each class, in six groups.</summary>
    private static IEnumerable<EmbeddedSound> Made(int seed, params int[] classes)
    {
        foreach (int c in classes)
        {
            var centre = Direction(new Random(1000 + c));
            var random = new Random(seed * 100 + c);
            for (int i = 0; i < 30; i++)
            {
                float[] noise = Direction(random);
                float[] vector = [.. centre.Zip(noise, (a, b) => a + 0.5f * b)];
                float length = MathF.Sqrt(vector.Sum(x => x * x));
                yield return new EmbeddedSound($"{seed}/{c}/{i}", $"{seed}/{i % 6}", Array.ConvertAll(vector, x => x / length), c, -1);
            }
        }
    }

    private static float[] Direction(Random random)
    {
        float[] vector = [.. Enumerable.Range(0, Size).Select(_ => random.NextSingle() - 0.5f)];
        float length = MathF.Sqrt(vector.Sum(x => x * x));
        return Array.ConvertAll(vector, x => x / length);
    }
}
