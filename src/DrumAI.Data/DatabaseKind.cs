namespace DrumAI.Data;

/// <summary>Which database lies beneath.</summary>
public enum DatabaseKind
{
    /// <summary>One file, one machine, nothing to set up.</summary>
    Sqlite,

    /// <summary>A server, shared by any number of replicas.</summary>
    Postgres,
}
