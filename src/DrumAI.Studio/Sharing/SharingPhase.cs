namespace DrumAI.Studio.Sharing;

/// <summary>What the sender is at.</summary>
internal enum SharingPhase
{
    /// <summary>Nothing was agreed to.</summary>
    Off,

    /// <summary>The musician holds it.</summary>
    Paused,

    /// <summary>All is sent, or waits for its time.</summary>
    Resting,

    /// <summary>It talks to the service.</summary>
    Busy,

    /// <summary>The service cannot be reached; it is tried again.</summary>
    Offline,

    /// <summary>The service does not know the account; the musician has to decide.</summary>
    AccountUnknown,

    /// <summary>The service refuses for another reason.</summary>
    Refused,

    /// <summary>Something on this machine is in the way, such as a full disk; it is tried again.</summary>
    Hindered,
}
