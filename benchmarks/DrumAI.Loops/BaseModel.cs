using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Features;
using DrumAI.Lab.Retraining;
using DrumAI.Lab.Store;
using DrumAI.Taxonomy;
using DrumAI.Training.Heads;
using DrumAI.Training.Onnx;

namespace DrumAI.Loops;

/// <summary>What the operator of a scenario has: a feature store with the base set and the frozen sounds, and a model whose head was trained on that base set alone.</summary>
internal static class BaseModel
{
    /// <summary>Fills the store with the shipped embedding, trains a head on the base set's labels, and writes it as a model folder.</summary>
    /// <param name="scenario">The sounds.</param>
    /// <param name="drums">Their folder.</param>
    /// <param name="store">The store, new or filled before.</param>
    /// <param name="shipped">Folder of the model whose embedding is taken.</param>
    /// <param name="output">Model folder to write.</param>
    /// <param name="pulls">Strengths of regularisation to choose from.</param>
    public static async Task MakeAsync(Scenario scenario, string drums, DrumDatabase store, string shipped, string output, IReadOnlyList<double> pulls)
    {
        var taxonomy = DrumTaxonomy.Default;
        var package = ModelPackage.Read(shipped);
        StoreFile[] files = [.. scenario.Base.Concat(scenario.Frozen).OrderBy(s => s.Path, StringComparer.Ordinal).Select(s => new StoreFile(
            s.Path, taxonomy.Classes[s.Class].Name, s.Subclass < 0 ? null : taxonomy.Subclasses[s.Subclass].Name))];
        var fill = new StoreFill(store, FeatureSet.Fingerprint, [StoreEmbedder.OfModel(shipped)], Environment.ProcessorCount);
        await fill.RunAsync("base", drums, files, null, CancellationToken.None);
        var known = await BaseSet.LoadAsync(store, FrozenSplit.Read(Path.Combine(drums, "folds.csv"), Scenario.FrozenFold), package.Card.EmbeddingId, CancellationToken.None);
        var options = new HeadFitOptions { LabelShare = 1, MaySharpen = true, Pulls = pulls };
        var fitted = new HeadFit(taxonomy, options).Run(known.Learning, LinearHead.Ignorant(taxonomy, package.Card.EmbeddingSize));
        byte[] network = NetworkHead.Replace(package.Files[ModelCard.NetworkFileName], fitted.Head, taxonomy);
        string hash = Convert.ToHexStringLower(SHA256.HashData(network));
        var card = package.Card with
        {
            Name = "basehead",
            Version = hash[..8],
            SharedEmbedding = package.Card.EmbeddingId,
            Training = new JsonObject { ["kind"] = "heads", ["sounds"] = known.Learning.Count },
            Metrics = null,
            DataHash = null,
            Files = new Dictionary<string, string> { [ModelCard.NetworkFileName] = hash },
        };
        ModelPackage.Of(card, new Dictionary<string, byte[]> { [ModelCard.NetworkFileName] = network }).Write(output);
    }
}
