namespace DrumAI.Search;

/// <summary>Words that the file's name or its folders must hold, or must not.</summary>
/// <param name="Words">Folded words, one after the other in the name.</param>
/// <param name="IsExact">Was quoted: the last word is whole. Otherwise it may be the beginning of one.</param>
/// <param name="IsExcluded">Names that hold it are not wanted.</param>
public sealed record NameWish(IReadOnlyList<string> Words, bool IsExact, bool IsExcluded);
