namespace DrumAI.Organising;

/// <summary>How the bytes of one file stand to those of another.</summary>
internal enum ContentRelation
{
    /// <summary>They are the same.</summary>
    Equal,

    /// <summary>The first file is a beginning of the second, such as a copy that was cut short.</summary>
    Beginning,

    /// <summary>Neither.</summary>
    Different,
}
