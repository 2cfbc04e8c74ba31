namespace DrumAI.Organising;

/// <summary>How a folder is to be organised.</summary>
/// <param name="SourceName">What the folder that is being organised is called; sounds that lie right in it are of a kit of this name.</param>
/// <param name="Destination">Whole path of the folder that receives the sounds; it need not exist.</param>
/// <param name="By">Into which folders.</param>
/// <param name="Mode">How files get there.</param>
/// <param name="ReviewBelow">Sounds whose class is less sure than this go to the folder <see cref="OrganisePlanner.ReviewFolder"/>; in [0, 1].</param>
public sealed record OrganiseOptions(
    string SourceName, string Destination, FolderScheme By, TransferMode Mode, double ReviewBelow = OrganiseOptions.DefaultReviewBelow)
{
    /// <summary>Half sure.</summary>
    public const double DefaultReviewBelow = 0.5;
}
