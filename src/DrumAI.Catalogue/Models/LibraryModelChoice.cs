namespace DrumAI.Catalogue.Models;

/// <summary>Which of a library's models is in use. Null stands for the one that came with the program.</summary>
/// <param name="Current">Name and version of the model that hears the library.</param>
/// <param name="Previous">The one before, to go back to.</param>
/// <param name="HasPrevious">Whether there was one before.</param>
public sealed record LibraryModelChoice(string? Current = null, string? Previous = null, bool HasPrevious = false);
