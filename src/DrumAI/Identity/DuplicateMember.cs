namespace DrumAI.Identity;

/// <summary>A file in a <see cref="DuplicateGroup"/>.</summary>
/// <param name="File">The file.</param>
/// <param name="Relation">How its sound is kin to that of the group's first file.</param>
/// <param name="Differences">In what it differs from the group's first file: <c>level</c>, <c>length</c>, <c>format</c>, <c>rate</c>, <c>bits</c>, <c>channels</c>.</param>
public sealed record DuplicateMember(SoundFile File, SoundRelation Relation, IReadOnlyList<string> Differences);
