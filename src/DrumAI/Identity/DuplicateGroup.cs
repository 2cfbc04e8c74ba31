namespace DrumAI.Identity;

/// <summary>Files whose sounds are kin, two or more.</summary>
/// <param name="Members">The one to keep first; then its copies, then its siblings, both in the order in which they came.</param>
public sealed record DuplicateGroup(IReadOnlyList<DuplicateMember> Members);
