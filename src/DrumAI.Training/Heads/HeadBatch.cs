using static TorchSharp.torch;

namespace DrumAI.Training.Heads;

/// <summary>Rows of a step as tensors, mixed with each other where that is asked for.</summary>
/// <param name="rows">What to learn from.</param>
/// <param name="size">Rows of a step.</param>
/// <param name="mixupAlpha">Parameter of the beta distribution of the mixing shares; 0 for no mixing.</param>
/// <param name="choices">Draws variants, partners and shares.</param>
internal sealed class HeadBatch(HeadRows rows, int size, double mixupAlpha, Random choices)
{
    private readonly float[] features = new float[size * rows.Length], classes = new float[size * rows.Classes[0].Length], subclasses = new float[size * rows.Subclasses[0].Length];

    /// <summary>Features [N, inputs].</summary>
    public Tensor Rows => tensor(features, [size, rows.Length]);

    /// <summary>Shares of the classes [N, classes].</summary>
    public Tensor Classes => tensor(classes, [size, classes.Length / size]);

    /// <summary>Shares of the sub-classes [N, sub-classes].</summary>
    public Tensor Subclasses => tensor(subclasses, [size, subclasses.Length / size]);

    /// <summary>Takes the rows at some places.</summary>
    public void Fill(ReadOnlySpan<long> places)
    {
        for (int i = 0; i < size; i++)
        {
            int row = (int)places[i];
            rows.Read(row, choices, features.AsSpan(i * rows.Length, rows.Length));
            rows.Classes[row].CopyTo(classes, i * rows.Classes[row].Length);
            rows.Subclasses[row].CopyTo(subclasses, i * rows.Subclasses[row].Length);
        }

        if (mixupAlpha > 0) Mix();
    }

    /// <summary>Mixes each row with another of the batch; the larger share stays its own.</summary>
    private void Mix()
    {
        int[] partners = [.. Enumerable.Range(0, size)];
        choices.Shuffle(partners);
        float[] shares = [.. partners.Select(_ =>
        {
            double share = BetaDraw.Next(choices, mixupAlpha);
            return (float)Math.Max(share, 1 - share);
        })];
        foreach (float[] values in new[] { features, classes, subclasses })
        {
            float[] before = [.. values];
            int length = values.Length / size;
            for (int i = 0; i < size; i++)
                for (int x = 0; x < length; x++)
                    values[(i * length) + x] = (shares[i] * before[(i * length) + x]) + ((1 - shares[i]) * before[(partners[i] * length) + x]);
        }
    }
}
