namespace DrumAI.Lab.Store;

/// <summary>Formats in which features leave the store.</summary>
internal enum ExportFormat
{
    /// <summary>One Apache Parquet file.</summary>
    Parquet,

    /// <summary>NumPy arrays, one file a feature.</summary>
    Npy,
}
