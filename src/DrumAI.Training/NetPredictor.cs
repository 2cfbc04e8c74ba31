using DrumAI.Features;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Runs a network over sounds of a bank, as they are.</summary>
public sealed class NetPredictor(DrumNet net, SpectrogramBank bank)
{
    private const int BatchSize = 64;

    /// <summary>Raw scores of each sound, in the given order.</summary>
    public IEnumerable<NetScores> Predict(IReadOnlyList<int> sounds)
    {
        net.eval();
        foreach (var chunk in sounds.Chunk(BatchSize))
            foreach (var scores in PredictBatch(chunk)) yield return scores;
    }

    private NetScores[] PredictBatch(int[] sounds)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var pictures = new float[sounds.Length * FrontEnd.Length];
        for (int row = 0; row < sounds.Length; row++)
        {
            var bytes = bank.Picture(sounds[row], 0);
            for (int i = 0; i < bytes.Length; i++) pictures[row * FrontEnd.Length + i] = bytes[i] / 255f;
        }

        var output = net.forward(tensor(pictures, [sounds.Length, FrontEnd.ChannelCount, FrontEnd.BandCount, FrontEnd.FrameCount]).to(net.Embedding.weight!.device));
        return [.. Enumerable.Range(0, sounds.Length).Select(i => new NetScores(
            Row(output.ClassLogits, i), Row(output.SubclassLogits, i), Row(output.Embedding, i)))];
    }

    private static float[] Row(Tensor matrix, int i) => matrix[i].cpu().contiguous().data<float>().ToArray();
}
