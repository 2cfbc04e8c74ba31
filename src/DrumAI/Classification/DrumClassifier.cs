using System.Collections.Concurrent;
using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Taxonomy;
using Microsoft.ML.OnnxRuntime;

namespace DrumAI.Classification;

/// <summary>
/// Hears what a sound is: front end and network in one. Loading checks that the model fits this library. Any number of
/// threads may classify at once; the network itself runs on the calling thread, so that work is spread over sounds and not within one.
/// </summary>
public sealed class DrumClassifier : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly ConcurrentBag<InferenceWorkspace> idle = [];
    private volatile bool disposed;

    private DrumClassifier(ModelCard card, DrumTaxonomy taxonomy, InferenceSession session)
    {
        Card = card;
        Taxonomy = taxonomy;
        this.session = session;
    }

    /// <summary>The model that the program ships: <c>models/default</c> beside it.</summary>
    public static string DefaultModelDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "models", "default");

    /// <summary>What the model says about itself.</summary>
    public ModelCard Card { get; }

    /// <summary>The classes and sub-classes, in the order of the probabilities.</summary>
    public DrumTaxonomy Taxonomy { get; }

    /// <summary>Loads the model of a folder: <c>card.json</c> and <c>model.onnx</c>.</summary>
    /// <exception cref="ModelException">The folder holds no model, a damaged one, or one that does not fit; the message says what and where.</exception>
    public static DrumClassifier Load(string modelDirectory)
    {
        var card = ModelCard.Read(modelDirectory);
        var taxonomy = DrumTaxonomy.Default;
        NetworkContract.Check(card, taxonomy);
        CheckFiles(modelDirectory, card);
        string path = Path.Combine(modelDirectory, ModelCard.NetworkFileName);
        return Wrap(card, taxonomy, Open($"The network {path}", options => new InferenceSession(path, options)));
    }

    /// <summary>Loads a model that lies in memory.</summary>
    /// <exception cref="ModelException">It is damaged, or does not fit; the message says what.</exception>
    public static DrumClassifier Load(ModelPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var taxonomy = DrumTaxonomy.Default;
        NetworkContract.Check(package.Card, taxonomy);
        package.CheckFiles();
        byte[] network = package.Files[ModelCard.NetworkFileName];
        return Wrap(package.Card, taxonomy, Open($"The network of {package.Card.Id}", options => new InferenceSession(network, options)));
    }

    /// <summary>Classifies a sound of any length, rate and number of channels.</summary>
    /// <exception cref="ArgumentException">The sound has no frames.</exception>
    /// <exception cref="AudioFormatException">Its amplitudes are not finite numbers, or absurdly large.</exception>
    public Prediction Classify(Pcm pcm)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        return Classify(pcm.Samples, pcm.ChannelCount, pcm.SampleRate);
    }

    /// <summary>Classifies one channel of sound.</summary>
    /// <param name="mono">Amplitudes, at least one.</param>
    /// <param name="sampleRate">Frames a second, in Hz.</param>
    /// <exception cref="ArgumentException">There is not one amplitude.</exception>
    /// <exception cref="AudioFormatException">The amplitudes are not finite numbers, or absurdly large.</exception>
    public Prediction Classify(ReadOnlySpan<float> mono, int sampleRate) => Classify(mono, channelCount: 1, sampleRate);

    /// <summary>The embedding alone: <see cref="ModelCard.EmbeddingSize"/> numbers of unit length, whose cosine says how alike two sounds are.</summary>
    /// <param name="mono">Amplitudes, at least one.</param>
    /// <param name="sampleRate">Frames a second, in Hz.</param>
    /// <exception cref="ArgumentException">There is not one amplitude.</exception>
    /// <exception cref="AudioFormatException">The amplitudes are not finite numbers, or absurdly large.</exception>
    public float[] Embed(ReadOnlySpan<float> mono, int sampleRate)
    {
        var embedding = new float[Card.EmbeddingSize];
        Classify(mono, sampleRate, new float[Taxonomy.Classes.Count], new float[Taxonomy.Subclasses.Count], embedding);
        return embedding;
    }

    /// <summary>The network's outputs alone, without allocating: for those who hear many sounds and keep only numbers.</summary>
    /// <param name="mono">Amplitudes, at least one.</param>
    /// <param name="sampleRate">Frames a second, in Hz.</param>
    /// <param name="classProbabilities">Receives one number for each class.</param>
    /// <param name="subclassProbabilities">Receives one number for each sub-class.</param>
    /// <param name="embedding">Receives <see cref="ModelCard.EmbeddingSize"/> numbers.</param>
    /// <exception cref="ArgumentException">There is not one amplitude, or a destination is too short.</exception>
    /// <exception cref="AudioFormatException">The amplitudes are not finite numbers, or absurdly large.</exception>
    public void Classify(
        ReadOnlySpan<float> mono, int sampleRate, Span<float> classProbabilities, Span<float> subclassProbabilities, Span<float> embedding)
    {
        var workspace = Rent();
        try
        {
            Hear(workspace, mono, channelCount: 1, sampleRate);
            workspace.ClassProbabilities.CopyTo(classProbabilities);
            workspace.SubclassProbabilities.CopyTo(subclassProbabilities);
            workspace.Embedding.CopyTo(embedding);
        }
        finally
        {
            Return(workspace);
        }
    }

    /// <summary>Frees the network. No call to classify may be under way.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        while (idle.TryTake(out var workspace)) workspace.Dispose();
        runOptions.Dispose();
        session.Dispose();
    }

    private static DrumClassifier Wrap(ModelCard card, DrumTaxonomy taxonomy, InferenceSession session)
    {
        try
        {
            NetworkContract.Check(session, card, taxonomy);
            return new DrumClassifier(card, taxonomy, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void CheckFiles(string modelDirectory, ModelCard card)
    {
        foreach (var (name, expected) in card.Files)
        {
            string path = Path.Combine(modelDirectory, name);
            if (!File.Exists(path)) throw new ModelException($"The model {card.Id} lacks its file {path}.");
            string actual;
            try
            {
                actual = ModelCard.HashOf(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ModelException($"The model's file {path} cannot be read: {e.Message}", e);
            }

            if (actual != expected)
                throw new ModelException($"The model's file {path} is damaged or of another version: its SHA-256 is {actual}, the card says {expected}.");
        }
    }

    internal static InferenceSession Open(string what, Func<SessionOptions, InferenceSession> open)
    {
        try
        {
            OrtEnv.Instance().DisableTelemetryEvents();
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            return open(options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"{what} cannot be loaded: {e.Message}", e);
        }
    }

    private Prediction Classify(ReadOnlySpan<float> interleaved, int channelCount, int sampleRate)
    {
        var workspace = Rent();
        try
        {
            var mono = Hear(workspace, interleaved, channelCount, sampleRate);
            var classes = workspace.ClassProbabilities;
            int best = TensorPrimitives.IndexOfMax(classes);
            return new Prediction
            {
                Class = Taxonomy.Classes[best].Name,
                Subclass = LikeliestSubclass(best, workspace.SubclassProbabilities),
                Confidence = classes[best],
                ClassProbabilities = [.. classes],
                SubclassProbabilities = [.. workspace.SubclassProbabilities],
                Embedding = [.. workspace.Embedding],
                Map = workspace.Map,
                Kind = LoopDetector.Detect(mono, sampleRate),
                DurationSeconds = (double)mono.Length / sampleRate,
                Model = Card.Id,
            };
        }
        finally
        {
            Return(workspace);
        }
    }

    /// <summary>Mixes down and runs the network; gives the mix, which is the workspace's.</summary>
    private ReadOnlySpan<float> Hear(InferenceWorkspace workspace, ReadOnlySpan<float> interleaved, int channelCount, int sampleRate)
    {
        if (interleaved.IsEmpty) throw new ArgumentException("A sound has at least one amplitude.", nameof(interleaved));
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        var mono = workspace.TakeMono(interleaved.Length / channelCount);
        MixDown(interleaved, channelCount, mono);
        // The sum of finite amplitudes may overflow, hence the second look.
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(mono)) && !IsFinite(mono))
            throw new AudioFormatException(AudioErrorCode.Corrupt, "Some amplitudes are not finite numbers.");
        workspace.Run(session, runOptions, mono, sampleRate);
        if (!float.IsFinite(TensorPrimitives.Sum(workspace.ClassProbabilities)))
            throw new AudioFormatException(AudioErrorCode.Corrupt, "The amplitudes are too large to be sound.");
        return mono;
    }

    private static void MixDown(ReadOnlySpan<float> interleaved, int channelCount, Span<float> mono)
    {
        if (channelCount == 1)
        {
            interleaved.CopyTo(mono);
            return;
        }

        for (int frame = 0, i = 0; frame < mono.Length; frame++)
        {
            float sum = 0;
            for (int channel = 0; channel < channelCount; channel++) sum += interleaved[i++];
            mono[frame] = sum / channelCount;
        }
    }

    private static bool IsFinite(ReadOnlySpan<float> mono)
    {
        foreach (float amplitude in mono)
            if (!float.IsFinite(amplitude)) return false;
        return true;
    }

    private string? LikeliestSubclass(int classIndex, ReadOnlySpan<float> probabilities)
    {
        int best = -1;
        for (int s = 0; s < probabilities.Length; s++)
            if (Taxonomy.ClassOfSubclass[s] == classIndex && (best < 0 || probabilities[s] > probabilities[best])) best = s;
        return best < 0 ? null : Taxonomy.Subclasses[best].Name;
    }

    private InferenceWorkspace Rent()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return idle.TryTake(out var workspace)
            ? workspace
            : new InferenceWorkspace(Taxonomy.Classes.Count, Taxonomy.Subclasses.Count, Card.EmbeddingSize);
    }

    private void Return(InferenceWorkspace workspace)
    {
        idle.Add(workspace);
        if (disposed && idle.TryTake(out var late)) late.Dispose();
    }
}
