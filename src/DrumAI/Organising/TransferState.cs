namespace DrumAI.Organising;

/// <summary>How far a file has come on its way.</summary>
public enum TransferState
{
    /// <summary>Nothing has happened.</summary>
    Planned,

    /// <summary>It was begun; whether it was done the files must tell.</summary>
    Begun,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>It could not be taken.</summary>
    Failed,

    /// <summary>It was to be brought back; whether it is the files must tell.</summary>
    Restoring,

    /// <summary>It is back.</summary>
    Undone,
}
