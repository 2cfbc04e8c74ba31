namespace DrumAI.Organising;

/// <summary>Organising, resuming or undoing is not possible as asked; the message says why, in whole sentences.</summary>
public sealed class OrganiseException : Exception
{
    /// <inheritdoc cref="OrganiseException"/>
    public OrganiseException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="OrganiseException"/>
    public OrganiseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
