namespace DrumAI.Catalogue.Queries;

/// <summary>A part of a list of sounds.</summary>
/// <param name="Ids">Numbers of the sounds on the page, in order.</param>
/// <param name="TotalCount">How many sounds the whole list has.</param>
public sealed record SamplePage(IReadOnlyList<long> Ids, int TotalCount);
