namespace DrumAI.Search;

/// <summary>Classes that an expression names.</summary>
/// <param name="Name">A wire name, or the name of a group.</param>
/// <param name="Targets">Wire names of classes or sub-classes.</param>
internal sealed record ClassMeaning(string Name, IReadOnlyList<string> Targets);
