namespace DrumAI.Dashboard.Security;

/// <summary>Why something was not done.</summary>
/// <param name="Code">For programs: one of Identity's, or <c>Unknown</c> for a name that nobody has.</param>
/// <param name="Message">For people, in English.</param>
public sealed record AdminProblem(string Code, string Message);
