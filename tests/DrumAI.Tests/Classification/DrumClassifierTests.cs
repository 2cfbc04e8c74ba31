using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Taxonomy;

namespace DrumAI.Tests.Classification;

public sealed class DrumClassifierTests : IDisposable
{
    private readonly TestModel model = new();
    private readonly DrumClassifier classifier;

    public DrumClassifierTests() => classifier = DrumClassifier.Load(model.Path);

    public void Dispose()
    {
        classifier.Dispose();
        model.Dispose();
    }

    [Fact]
    public void LowThumpIsKickAndHighHissIsHat()
    {
        var kick = classifier.Classify(TestSounds.Thump(), 44100);
        var hat = classifier.Classify(TestSounds.Hiss(), 44100);

        Assert.Equal("Kick", kick.Class);
        Assert.Null(kick.Subclass);
        Assert.Equal("Hat", hat.Class);
        Assert.Equal("Hat_Open", hat.Subclass);
    }

    [Fact]
    public void ClassProbabilitiesSumToOneAndTheLargestIsTheConfidence()
    {
        var prediction = classifier.Classify(TestSounds.Hiss(), 44100);

        Assert.Equal(DrumTaxonomy.Default.Classes.Count, prediction.ClassProbabilities.Length);
        Assert.Equal(1, prediction.ClassProbabilities.Sum(), 1e-5);
        Assert.Equal(prediction.ClassProbabilities.Max(), prediction.Confidence);
        Assert.Equal(prediction.Class, DrumTaxonomy.Default.Classes[prediction.ClassProbabilities.IndexOf(prediction.Confidence)].Name);
    }

    [Fact]
    public void SubclassProbabilitiesOfAClassSumToThatClass()
    {
        var taxonomy = DrumTaxonomy.Default;
        var prediction = classifier.Classify(TestSounds.Thump(), 44100);

        for (int c = 0; c < taxonomy.Classes.Count; c++)
            if (taxonomy.Classes[c].Subclasses.Count > 0)
                Assert.Equal(prediction.ClassProbabilities[c], taxonomy.SubclassesOf(c).Sum(s => prediction.SubclassProbabilities[s]), 1e-5);
    }

    [Fact]
    public void EmbeddingHasUnitLengthAndTellsSoundsApart()
    {
        var kick = classifier.Classify(TestSounds.Thump(), 44100).Embedding;
        var kickToo = classifier.Classify(TestSounds.Thump(seconds: 0.31), 44100).Embedding;
        var hat = classifier.Classify(TestSounds.Hiss(), 44100).Embedding;

        Assert.Equal(1, TensorPrimitives.Norm<float>(kick), 1e-4);
        Assert.True(TensorPrimitives.Dot<float>(kick, kickToo) > TensorPrimitives.Dot<float>(kick, hat));
    }

    [Fact]
    public void StereoIsHeardAsTheMeanOfItsChannels()
    {
        float[] mono = TestSounds.Thump();
        var stereo = new float[mono.Length * 2];
        for (int i = 0; i < mono.Length; i++) stereo[2 * i] = 2 * mono[i];

        var expected = classifier.Classify(new Pcm(mono, 1, 44100));
        var actual = classifier.Classify(new Pcm(stereo, 2, 44100));

        Assert.Equal(expected.ClassProbabilities, actual.ClassProbabilities);
        Assert.Equal(mono.Length / 44100.0, actual.DurationSeconds, 1e-9);
    }

    [Fact]
    public void OutputsWithoutAllocationAreThoseOfThePrediction()
    {
        var prediction = classifier.Classify(TestSounds.Hiss(), 44100);
        var classes = new float[prediction.ClassProbabilities.Length];
        var subclasses = new float[prediction.SubclassProbabilities.Length];
        var embedding = new float[prediction.Embedding.Length];

        classifier.Classify(TestSounds.Hiss(), 44100, classes, subclasses, embedding);

        Assert.Equal(prediction.ClassProbabilities, classes);
        Assert.Equal(prediction.SubclassProbabilities, subclasses);
        Assert.Equal(prediction.Embedding, embedding);
        Assert.Throws<ArgumentException>(() => classifier.Classify(TestSounds.Hiss(), 44100, classes, subclasses, embedding.AsSpan(1)));
    }

    [Fact]
    public void ThreadsAtOnceHearWhatOneThreadHears()
    {
        float[][] sounds = [TestSounds.Thump(), TestSounds.Hiss(), TestSounds.Thump(48000), TestSounds.Hiss(22050)];
        var expected = sounds.Select(s => classifier.Classify(s, 44100).ClassProbabilities).ToArray();

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, i =>
            Assert.Equal(expected[i % sounds.Length], classifier.Classify(sounds[i % sounds.Length], 44100).ClassProbabilities));
    }

    [Fact]
    public void SilenceAndASingleAmplitudeHaveFiniteAnswers()
    {
        foreach (float[] sound in new[] { new float[44100], new float[1], [1f], [-1f], [1e-30f] })
        {
            var prediction = classifier.Classify(sound, 44100);

            Assert.All(prediction.ClassProbabilities, p => Assert.True(float.IsFinite(p)));
            Assert.All(prediction.Embedding, e => Assert.True(float.IsFinite(e)));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AmplitudesThatAreNoNumbersAreRefused(float amplitude)
    {
        float[] sound = TestSounds.Thump();
        sound[^1] = amplitude;

        var error = Assert.Throws<AudioFormatException>(() => classifier.Classify(sound, 44100));

        Assert.Equal(AudioErrorCode.Corrupt, error.Code);
    }

    [Fact]
    public void EnormousAmplitudesGiveNoNumberThatIsNotOne()
    {
        float[] sound = [.. TestSounds.Thump().Select(a => a * 3e38f)];

        try
        {
            Assert.All(classifier.Classify(sound, 44100).ClassProbabilities, p => Assert.InRange(p, 0, 1));
        }
        catch (AudioFormatException e)
        {
            Assert.Equal(AudioErrorCode.Corrupt, e.Code);
        }
    }

    [Fact]
    public void NoSoundAtAllIsTheCallersError()
    {
        Assert.Throws<ArgumentException>(() => classifier.Classify([], 44100));
        Assert.Throws<ArgumentException>(() => classifier.Classify(new Pcm([], 1, 44100)));
    }

    [Fact]
    public void DisposedClassifierHearsNothing()
    {
        classifier.Dispose();

        Assert.Throws<ObjectDisposedException>(() => classifier.Classify([1f], 44100));
    }
}
