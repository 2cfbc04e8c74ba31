using DrumAI.Classification;
using DrumAI.Data.Entities;

namespace DrumAI.Service.Registry;

/// <summary>A loaded model, and how many requests are using it: it is closed when it is no longer current and the last of them is done.</summary>
internal sealed class ServedModel(RegisteredModel entry, ModelPackage package, DrumClassifier classifier)
{
    private int users = 1;

    /// <summary>Its row in the registry, as it was when the model was loaded.</summary>
    public RegisteredModel Entry => entry;

    /// <summary>Its files.</summary>
    public ModelPackage Package => package;

    /// <summary>What the sounds were like that it learnt from; null where it does not say.</summary>
    public FeatureReference? Reference { get; } = package.Files.TryGetValue(FeatureReference.FileName, out byte[]? json) ? FeatureReference.Parse(json) : null;

    /// <summary>The network; only to be used between <see cref="TryEnter"/> and <see cref="Leave"/>.</summary>
    public DrumClassifier Classifier => classifier;

    /// <summary>Begins to use it.</summary>
    /// <returns>False where it has been closed.</returns>
    public bool TryEnter()
    {
        int seen = Volatile.Read(ref users);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }

        return false;
    }

    /// <summary>Ends a use. The first use is that of being current.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref users) == 0) classifier.Dispose();
    }
}
