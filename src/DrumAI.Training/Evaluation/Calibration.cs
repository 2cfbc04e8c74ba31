namespace DrumAI.Training.Evaluation;

/// <summary>Whether a model that says 80 % is right four times in five, and the one-number remedy where it is not (Guo et al., 2017).</summary>
public static class Calibration
{
    /// <summary>Number of confidence bins customary in the literature.</summary>
    public const int DefaultBinCount = 15;

    private const double LowestTemperature = 0.02;
    private const double HighestTemperature = 50;

    /// <summary>Rows sorted into equally wide bins by the probability of the class they were given.</summary>
    /// <param name="confidences">That probability, 0 to 1, for each row.</param>
    /// <param name="right">Whether the row's class was right.</param>
    /// <param name="binCount">How many bins.</param>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<double> confidences, IReadOnlyList<bool> right, int binCount = DefaultBinCount)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Count, confidences.Count, nameof(right));
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        var count = new int[binCount];
        var confidence = new double[binCount];
        var correct = new int[binCount];
        for (int i = 0; i < confidences.Count; i++)
        {
            int bin = Math.Clamp((int)Math.Ceiling(confidences[i] * binCount) - 1, 0, binCount - 1);
            count[bin]++;
            confidence[bin] += confidences[i];
            if (right[i]) correct[bin]++;
        }

        return [.. Enumerable.Range(0, binCount).Select(b => new ReliabilityBin(
            (double)b / binCount, (b + 1.0) / binCount, count[b], count[b] == 0 ? 0 : confidence[b] / count[b], count[b] == 0 ? 0 : (double)correct[b] / count[b]))];
    }

    /// <summary>The expected calibration error: the mean distance between confidence and accuracy, each bin weighing as many rows as it holds. 0 for no rows.</summary>
    public static double ExpectedError(IReadOnlyList<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        int total = bins.Sum(b => b.Count);
        return total == 0 ? 0 : bins.Sum(b => b.Count * Math.Abs(b.Confidence - b.Accuracy)) / total;
    }

    /// <summary>
    /// The temperature T that makes softmax(logits / T) likeliest for the true labels: above 1 for a model too sure of itself. Found over
    /// log T, in which the likelihood has one optimum; rows may have different numbers of logits, of which the label indexes one.
    /// </summary>
    /// <param name="logits">Logits of each row.</param>
    /// <param name="labels">Index of the true one in each row.</param>
    /// <returns>0.02 to 50; 1 where there are no rows.</returns>
    public static double FitTemperature(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, logits.Count, nameof(labels));
        if (logits.Count == 0) return 1;
        return Math.Exp(Minimise(t => NegativeLogLikelihood(logits, labels, Math.Exp(t)), Math.Log(LowestTemperature), Math.Log(HighestTemperature)));
    }

    /// <summary>Where a function with one minimum between <paramref name="low"/> and <paramref name="high"/> has it, to 1e-5: golden-section search.</summary>
    internal static double Minimise(Func<double, double> function, double low, double high)
    {
        const double precision = 1e-5;
        double ratio = (Math.Sqrt(5) - 1) / 2;
        double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
        double atLeft = function(left), atRight = function(right);
        while (high - low > precision)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (ratio * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (ratio * (high - low));
                atRight = function(right);
            }
        }

        return (low + high) / 2;
    }

    /// <summary>The mean of -log softmax(logits / temperature) at the true label, in nats.</summary>
    public static double NegativeLogLikelihood(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels, double temperature)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        double sum = 0;
        for (int i = 0; i < logits.Count; i++)
        {
            double largest = logits[i].Max(), total = 0;
            foreach (float logit in logits[i]) total += Math.Exp((logit - largest) / temperature);
            sum += Math.Log(total) - ((logits[i][labels[i]] - largest) / temperature);
        }

        return sum / logits.Count;
    }
}
