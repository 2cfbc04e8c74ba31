namespace DrumAI.Client.Wire;

/// <summary>What the service knows of the account that asks.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Votes">Sounds on which it voted.</param>
/// <param name="Settled">Of those, the ones with a consensus.</param>
/// <param name="Agreed">Of those again, the ones where it is of the same opinion.</param>
public sealed record UserState(Guid Id, DateTimeOffset CreatedAt, int Votes, int Settled, int Agreed);
