namespace DrumAI.Training;

/// <summary>How training and test sounds are kept apart.</summary>
public enum Protocol
{
    /// <summary>Five folds of whole libraries: what a user's own samples will see.</summary>
    ByLibrary,

    /// <summary>A random fifth of every class, as in the 2021 report: kin of every test sound are in training, which flatters.</summary>
    Random,

    /// <summary>No test: the model that ships learns from everything.</summary>
    Ship,
}
