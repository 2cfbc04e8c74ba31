namespace DrumAI.Training.Pictures;

/// <summary>The losses of training runs over their epochs.</summary>
public static class LearningPicture
{
    /// <summary>Draws the training and the validation loss of each run; the validation loss only where the run watched one.</summary>
    /// <param name="runs">A name and the epochs of each run.</param>
    /// <param name="path">The PNG file to write.</param>
    public static void Draw(IReadOnlyList<(string Name, IReadOnlyList<EpochLog> Epochs)> runs, string path)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var curves = runs.SelectMany(run => (Curve[])
        [
            new Curve($"{run.Name}: training", [.. run.Epochs.Select(e => ((double)e.Epoch, e.TrainingLoss))]),
            new Curve($"{run.Name}: validation", [.. run.Epochs.Select(e => ((double)e.Epoch, e.ValidationLoss))]),
        ]);
        CurvePicture.Draw([.. curves.Where(c => c.Points.Any(p => double.IsFinite(p.Y)))], "Learning curves", "epoch", "loss (nats)", path);
    }
}
