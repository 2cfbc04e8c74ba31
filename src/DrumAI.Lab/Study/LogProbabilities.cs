namespace DrumAI.Lab.Study;

/// <summary>Logarithms of softmax probabilities.</summary>
internal static class LogProbabilities
{
    /// <summary>Of all classes; they are shares of one.</summary>
    public static float[] Of(float[] logits)
    {
        double largest = logits.Max(), sum = 0;
        foreach (float logit in logits) sum += Math.Exp(logit - largest);
        double level = largest + Math.Log(sum);
        return Array.ConvertAll(logits, l => (float)(l - level));
    }

    /// <summary>Of sub-classes; those of one class are shares of one.</summary>
    public static float[] Within(float[] logits, IReadOnlyList<int> classOfSubclass)
    {
        var result = new float[logits.Length];
        foreach (var kinds in Enumerable.Range(0, logits.Length).GroupBy(i => classOfSubclass[i]))
        {
            int[] places = [.. kinds];
            float[] own = Of(Array.ConvertAll(places, i => logits[i]));
            for (int k = 0; k < places.Length; k++) result[places[k]] = own[k];
        }

        return result;
    }
}
