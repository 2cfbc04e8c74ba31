using System.Security.Cryptography;
using DrumAI.Audio;

namespace DrumAI.Classification;

/// <summary>A model as it is passed around: its card and its files, in memory.</summary>
/// <param name="Card">What it says about itself.</param>
/// <param name="Files">Its files by name, <c>card.json</c> among them.</param>
public sealed record ModelPackage(ModelCard Card, IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>A package of a card and the files that it lists.</summary>
    /// <exception cref="ModelException">A file is missing, or not the one that the card means.</exception>
    public static ModelPackage Of(ModelCard card, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(files);
        var package = new ModelPackage(card, new Dictionary<string, byte[]>(files, StringComparer.Ordinal) { [ModelCard.FileName] = card.ToJson() });
        package.CheckFiles();
        return package;
    }

    /// <summary>Makes a package of files that came from somewhere.</summary>
    /// <exception cref="ModelException">There is no card, or a file is missing or damaged.</exception>
    public static ModelPackage Parse(IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!files.TryGetValue(ModelCard.FileName, out byte[]? card)) throw new ModelException($"The model has no {ModelCard.FileName}.");
        var package = new ModelPackage(ModelCard.Parse(card), files);
        package.CheckFiles();
        return package;
    }

    /// <summary>Reads a model folder.</summary>
    /// <exception cref="ModelException">The folder holds no model, or a damaged one.</exception>
    public static ModelPackage Read(string modelDirectory)
    {
        var card = ModelCard.Read(modelDirectory);
        try
        {
            return Parse(card.Files.Keys.Append(ModelCard.FileName).ToDictionary(n => n, n => File.ReadAllBytes(Path.Combine(modelDirectory, n)), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The model {card.Id} in {modelDirectory} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes it as a model folder, which is made where it is missing.</summary>
    public void Write(string modelDirectory)
    {
        Directory.CreateDirectory(modelDirectory);
        foreach (var (name, content) in Files) File.WriteAllBytes(Path.Combine(modelDirectory, Path.GetFileName(name)), content);
    }

    /// <summary>Throws unless every file that the card lists is there and whole.</summary>
    /// <exception cref="ModelException">One is not.</exception>
    public void CheckFiles()
    {
        foreach (var (name, expected) in Card.Files)
        {
            if (!Files.TryGetValue(name, out byte[]? content)) throw new ModelException($"The model {Card.Id} lacks its file {name}.");
            string actual = Convert.ToHexStringLower(SHA256.HashData(content));
            if (actual != expected) throw new ModelException($"The file {name} of {Card.Id} is damaged: its SHA-256 is {actual}, the card says {expected}.");
        }
    }

    /// <summary>Loads it and hears a sound with it: what comes out of this can be served.</summary>
    /// <exception cref="ModelException">It cannot be loaded, or answers what is no answer.</exception>
    public DrumClassifier Open()
    {
        var classifier = DrumClassifier.Load(this);
        try
        {
            // A decaying tone: any sound does, so long as something is heard.
            var tone = new float[8820];
            for (int i = 0; i < tone.Length; i++) tone[i] = MathF.Sin(i * 0.03f) * MathF.Exp(-i / 2000f);
            var heard = classifier.Classify(tone, 44100);
            if (Math.Abs(heard.ClassProbabilities.Sum() - 1) > 1e-3) throw new ModelException($"The probabilities of {Card.Id} do not sum to 1.");
            if (!heard.Embedding.All(float.IsFinite)) throw new ModelException($"The embedding of {Card.Id} is no number.");
            return classifier;
        }
        catch (Exception e)
        {
            classifier.Dispose();
            if (e is AudioFormatException) throw new ModelException($"The model {Card.Id} answers what is no number.", e);
            throw;
        }
    }
}
