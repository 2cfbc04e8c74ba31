using DrumAI.Catalogue.Queries;

namespace DrumAI.Studio.Components.List;

/// <summary>What a line of the list shows.</summary>
/// <param name="Row">The sound.</param>
/// <param name="Brightness">Its brightness, 0 to 100; not a number before it is measured.</param>
/// <param name="Score">How well it fits what is searched for; null where nothing ranks it.</param>
public sealed record SoundLineData(SampleRow Row, double Brightness, float? Score);
