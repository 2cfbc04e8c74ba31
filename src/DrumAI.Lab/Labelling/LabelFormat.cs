namespace DrumAI.Lab.Labelling;

/// <summary>What <c>drumai-lab label</c> prints.</summary>
internal enum LabelFormat
{
    /// <summary>Counts by label, and the files that need a person.</summary>
    Table,

    /// <summary>A JSON object for each file.</summary>
    Jsonl,
}
