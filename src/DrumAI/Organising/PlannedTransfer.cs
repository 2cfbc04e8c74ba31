namespace DrumAI.Organising;

/// <summary>One file and where it is to go.</summary>
/// <param name="Sound">The sound.</param>
/// <param name="Target">Whole path that it is to have.</param>
/// <param name="IsAlreadyThere">There it lies already, so nothing is to be done.</param>
public sealed record PlannedTransfer(OrganisedSound Sound, string Target, bool IsAlreadyThere);
