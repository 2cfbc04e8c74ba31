namespace DrumAI.Lab.Audit;

/// <summary>Predictions of classifiers that learnt from other folds than the sound's own.</summary>
internal static class OutOfFold
{
    /// <summary>Fits a classifier for each fold on all others, and lets it predict that fold; folds in parallel.</summary>
    /// <param name="rows">A row a sound.</param>
    /// <param name="labels">Class of each.</param>
    /// <param name="folds">Fold of each: whole libraries, so that no classifier knows the hand that labelled what it is asked about.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Seed of the classifiers.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Class probabilities of each sound.</returns>
    public static float[][] Predict(float[][] rows, IReadOnlyList<int> labels, IReadOnlyList<int> folds, int classes, int seed, CancellationToken cancellation)
    {
        var predictions = new float[rows.Length][];
        Parallel.ForEach(folds.Distinct(), new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            int[] training = [.. Enumerable.Range(0, rows.Length).Where(i => folds[i] != fold)];
            var model = SoftmaxRegression.Fit(rows, labels, training, classes, seed, cancellation: cancellation);
            for (int i = 0; i < rows.Length; i++)
                if (folds[i] == fold) predictions[i] = model.Predict(rows[i]);
        });
        return predictions;
    }
}
