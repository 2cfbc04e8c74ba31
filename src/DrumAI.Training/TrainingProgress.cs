namespace DrumAI.Training;

/// <summary>How far a training run has come.</summary>
/// <param name="Epochs">Epochs done.</param>
/// <param name="BestLoss">Lowest validation loss so far; infinite before the first.</param>
/// <param name="BestEpoch">The epoch, from 1, that it belongs to; 0 before the first.</param>
internal readonly record struct TrainingProgress(int Epochs, double BestLoss, int BestEpoch)
{
    /// <summary>Nothing done yet.</summary>
    public static TrainingProgress Start { get; } = new(0, double.PositiveInfinity, 0);

    /// <summary>After one more epoch with this validation loss; NaN, which betters nothing, where no sounds are watched.</summary>
    public TrainingProgress After(double validationLoss) =>
        validationLoss < BestLoss ? new(Epochs + 1, validationLoss, Epochs + 1) : this with { Epochs = Epochs + 1 };

    /// <summary>Whether that many epochs have brought nothing; never with a patience of 0.</summary>
    public bool IsStale(int patience) => patience > 0 && Epochs - BestEpoch >= patience;
}
