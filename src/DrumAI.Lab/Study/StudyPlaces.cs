namespace DrumAI.Lab.Study;

/// <summary>Where the study finds and leaves things.</summary>
/// <param name="Data">Folder with labels.csv, folds.csv and the sounds.</param>
/// <param name="Store">Connection string of the feature store.</param>
/// <param name="Results">Folder of results files.</param>
/// <param name="Predictions">Folder of predictions, and of answers that need not be made again.</param>
/// <param name="Training">Folder in which <c>drumai-lab train</c> worked.</param>
/// <param name="Models">Folder with the embedders' ONNX files.</param>
internal sealed record StudyPlaces(string Data, string Store, string Results, string Predictions, string Training, string Models)
{
    /// <summary>EfficientAT mn04.</summary>
    public string Mn04 => Path.Combine(Models, "efficientat_mn04_as.onnx");

    /// <summary>YAMNet.</summary>
    public string Yamnet => Path.Combine(Models, "yamnet.onnx");

    /// <summary>Name of the data set in the store.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Data));

    /// <summary>Answers and other things that are only made once.</summary>
    public string Made => Path.Combine(Predictions, "made");
}
