namespace DrumAI.Catalogue.Queries;

/// <summary>By what a list of sounds can be sorted.</summary>
public enum SampleOrder
{
    /// <summary>As they came into the catalogue.</summary>
    Added,

    /// <summary>Name of the file.</summary>
    Name,

    /// <summary>Whole path.</summary>
    Path,

    /// <summary>Class, then sub-class.</summary>
    Class,

    /// <summary>How sure the class is.</summary>
    Confidence,

    /// <summary>Length in seconds.</summary>
    Length,

    /// <summary>Level in dB.</summary>
    Level,

    /// <summary>Time of the attack in seconds.</summary>
    Attack,

    /// <summary>The timbral model of that name; so with the next six.</summary>
    Hardness,

    /// <inheritdoc cref="Hardness"/>
    Depth,

    /// <inheritdoc cref="Hardness"/>
    Brightness,

    /// <inheritdoc cref="Hardness"/>
    Roughness,

    /// <inheritdoc cref="Hardness"/>
    Warmth,

    /// <inheritdoc cref="Hardness"/>
    Sharpness,

    /// <inheritdoc cref="Hardness"/>
    Boominess,
}
