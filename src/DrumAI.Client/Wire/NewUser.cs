namespace DrumAI.Client.Wire;

/// <summary>A new anonymous account.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Token">What proves to be it, for <c>Authorization: Bearer</c>. It is told once; nobody can find it again.</param>
public sealed record NewUser(Guid Id, string Token);
