using DrumAI.Identity;

namespace DrumAI.Lab.Datasets;

/// <summary>A labelled sound of a pool, or one that may join it.</summary>
/// <param name="Path">Path below the pool's folder; its first folder is the source.</param>
/// <param name="File">Where it lies.</param>
/// <param name="Class">Class name.</param>
/// <param name="Subclass">Sub-class name, or empty.</param>
/// <param name="Basis">How the sub-class is known.</param>
/// <param name="Source">Library.</param>
/// <param name="Kit">Kit within it.</param>
internal sealed record PoolSound(string Path, string File, string Class, string Subclass, string Basis, string Source, string Kit)
{
    /// <summary>Its acoustic fingerprint; null where it is too short or silent to have one.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>Group of kin that it belongs to.</summary>
    public string Group { get; init; } = "";

    /// <summary>Fold of that group.</summary>
    public int Fold { get; init; }
}
