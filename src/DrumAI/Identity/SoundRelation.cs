namespace DrumAI.Identity;

/// <summary>How two sounds are kin.</summary>
public enum SoundRelation
{
    /// <summary>Two sounds.</summary>
    Different,

    /// <summary>Siblings: velocity layers, round robins, versions of one sound.</summary>
    Near,

    /// <summary>One sound in other clothes: level, silence around it, format, rate, codec.</summary>
    Same,
}
