namespace DrumAI.Search;

/// <summary>A tag or a part of a folder's path that is wanted, or not.</summary>
/// <param name="Text">The tag or the part, as typed.</param>
/// <param name="IsExcluded">Sounds that have it are not wanted.</param>
public sealed record TextWish(string Text, bool IsExcluded);
