using DrumAI.Taxonomy;

namespace DrumAI.Client.Wire;

/// <summary>The taxonomy that the service speaks.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Classes">Its classes and sub-classes.</param>
public sealed record TaxonomyState(string Version, IReadOnlyList<DrumClass> Classes);
