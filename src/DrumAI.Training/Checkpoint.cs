using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Saves and restores a training run between epochs. A run killed while saving finds the previous one whole.</summary>
internal static class Checkpoint
{
    /// <summary>First bytes of a checkpoint; the last is the version of its layout.</summary>
    private static ReadOnlySpan<byte> Mark => "DrumNet2"u8;

    /// <summary>Saves the progress, the optimiser's steps, then all tensors.</summary>
    public static void Save(string path, TrainingProgress progress, DrumNet net, DrumNet average, AdamW optimizer)
    {
        string part = path + ".part";
        using (var writer = new BinaryWriter(File.Create(part)))
        {
            writer.Write(Mark);
            writer.Write(progress.Epochs);
            writer.Write(progress.BestLoss);
            writer.Write(progress.BestEpoch);
            writer.Write(optimizer.StepCount);
            foreach (var tensor in Tensors(net, average, optimizer))
            {
                using var host = tensor.cpu();
                writer.Write(host.bytes.ToArray());
            }
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Restores what was saved, and gives how far the run had come; where there is no checkpoint nothing is touched.</summary>
    /// <exception cref="InvalidDataException">The file is no checkpoint of such a network, or not a whole one; nothing is touched.</exception>
    public static TrainingProgress TryLoad(string path, DrumNet net, DrumNet average, AdamW optimizer)
    {
        if (!File.Exists(path)) return TrainingProgress.Start;
        using var _ = no_grad();
        using var reader = new BinaryReader(File.OpenRead(path));
        Tensor[] tensors = [.. Tensors(net, average, optimizer)];
        long expected = Mark.Length + (3 * sizeof(int)) + sizeof(double) + tensors.Sum(LengthOf);
        if (reader.BaseStream.Length != expected || !reader.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Mark))
            throw new InvalidDataException($"{path} is no checkpoint of this network; delete it to begin the run anew.");
        var progress = new TrainingProgress(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32());
        optimizer.StepCount = reader.ReadInt32();
        foreach (var tensor in tensors)
        {
            using var host = tensor.cpu();
            host.bytes = reader.ReadBytes((int)LengthOf(tensor));
            tensor.copy_(host);
        }

        return progress;
    }

    private static long LengthOf(Tensor tensor) => tensor.numel() * tensor.element_size();

    private static IEnumerable<Tensor> Tensors(DrumNet net, DrumNet average, AdamW optimizer) =>
        [.. net.state_dict().Values, .. average.state_dict().Values, .. optimizer.Moments];
}
