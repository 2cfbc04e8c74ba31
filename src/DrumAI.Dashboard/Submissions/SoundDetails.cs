namespace DrumAI.Dashboard.Submissions;

/// <summary>All that is known of a sound; nothing from which it could be heard.</summary>
/// <param name="Row">As the list shows it.</param>
/// <param name="Models">What models said.</param>
/// <param name="Words">What was said since, the newest first.</param>
/// <param name="Copies">Other fingerprints under which it came.</param>
/// <param name="Timbre">Scores of the timbral models; empty where none are known.</param>
internal sealed record SoundDetails(
    SubmissionRow Row,
    IReadOnlyList<ModelWord> Models,
    IReadOnlyList<SoundWord> Words,
    int Copies,
    IReadOnlyList<(string Name, double Value)> Timbre);
