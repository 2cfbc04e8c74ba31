namespace DrumAI.Studio.Workspace;

/// <summary>How the map is laid out.</summary>
public enum MapLayout
{
    /// <summary>Neighbours sound alike; positions come from the model.</summary>
    Sound,

    /// <summary>Two measures, one along each axis.</summary>
    Axes,
}
