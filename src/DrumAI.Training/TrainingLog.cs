using System.Globalization;

namespace DrumAI.Training;

/// <summary>
/// The log of a training run as comma-separated values, a line an epoch: <c>epoch,training_loss,validation_loss,learning_rate,seconds</c>. Each line is on
/// disk when its epoch ends. A run that is resumed writes on; of an epoch that was done twice the later line counts.
/// </summary>
public static class TrainingLog
{
    private const string Header = "epoch,training_loss,validation_loss,learning_rate,seconds";

    /// <summary>Adds a line; starts the file with its header where it is missing.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Append(string path, EpochLog epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (!File.Exists(path)) File.WriteAllText(path, Header + "\n");
        File.AppendAllText(path, string.Create(
            CultureInfo.InvariantCulture, $"{epoch.Epoch},{epoch.TrainingLoss:0.#####},{epoch.ValidationLoss:0.#####},{epoch.LearningRate:0.########},{epoch.Seconds:0.#}\n"));
    }

    /// <summary>Reads a log, in the order of its epochs.</summary>
    /// <exception cref="InvalidDataException">It is no such log.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<EpochLog> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header) throw new InvalidDataException($"{Path.GetFileName(path)} is no training log: its first line is not {Header}.");
        var epochs = new SortedDictionary<int, EpochLog>();
        foreach (string line in lines.Skip(1))
        {
            var epoch = Parse(line) ?? throw new InvalidDataException($"{Path.GetFileName(path)} has a damaged line: {line}");
            epochs[epoch.Epoch] = epoch;
        }

        return [.. epochs.Values];
    }

    private static EpochLog? Parse(string line)
    {
        var culture = CultureInfo.InvariantCulture;
        string[] fields = line.Split(',');
        var numbers = new double[4];
        if (fields.Length != numbers.Length + 1 || !int.TryParse(fields[0], culture, out int epoch)) return null;
        for (int i = 0; i < numbers.Length; i++)
            if (!double.TryParse(fields[i + 1], culture, out numbers[i])) return null;
        return new EpochLog(epoch, numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
