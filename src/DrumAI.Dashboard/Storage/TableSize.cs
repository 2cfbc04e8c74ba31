namespace DrumAI.Dashboard.Storage;

/// <summary>How much a table holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows; on PostgreSQL as its statistics estimate them.</param>
/// <param name="Bytes">Bytes with its indices; null where the database does not tell.</param>
public sealed record TableSize(string Name, long Rows, long? Bytes);
