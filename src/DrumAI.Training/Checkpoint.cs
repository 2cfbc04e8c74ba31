using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Saves and restores a training run between epochs. A run killed while saving finds the previous one whole.</summary>
internal static class Checkpoint
{
    public static void Save(string path, int epoch, DrumNet net, DrumNet average, AdamW optimizer)
    {
        string part = path + ".part";
        using (var writer = new BinaryWriter(File.Create(part)))
        {
            writer.Write(epoch);
            writer.Write(optimizer.StepCount);
            foreach (var tensor in Tensors(net, average, optimizer)) writer.Write(tensor.bytes.ToArray());
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>The number of epochs done, 0 where there is no checkpoint.</summary>
    public static int TryLoad(string path, DrumNet net, DrumNet average, AdamW optimizer)
    {
        if (!File.Exists(path)) return 0;
        using var _ = no_grad();
        using var reader = new BinaryReader(File.OpenRead(path));
        int epoch = reader.ReadInt32();
        optimizer.StepCount = reader.ReadInt32();
        foreach (var tensor in Tensors(net, average, optimizer))
        {
            var bytes = reader.ReadBytes((int)(tensor.numel() * tensor.element_size()));
            if (bytes.Length != tensor.numel() * tensor.element_size()) throw new InvalidDataException($"{path} is no checkpoint of this network.");
            tensor.bytes = bytes;
        }

        return epoch;
    }

    private static IEnumerable<Tensor> Tensors(DrumNet net, DrumNet average, AdamW optimizer) =>
        [.. net.state_dict().Values, .. average.state_dict().Values, .. optimizer.Moments];
}
