namespace DrumAI.Data.Entities;

/// <summary>What a registered model is for. The numbers are in the database.</summary>
public enum ModelStatus
{
    /// <summary>Registered, and never served.</summary>
    Candidate = 0,

    /// <summary>Served.</summary>
    Current = 1,

    /// <summary>Was served once.</summary>
    Retired = 2,
}
