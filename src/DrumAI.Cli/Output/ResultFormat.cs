namespace DrumAI.Cli.Output;

/// <summary>How results are written.</summary>
internal enum ResultFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>Comma-separated values, RFC 4180.</summary>
    Csv,
}
