namespace DrumAI.Catalogues;

/// <summary>A sound that was made up.</summary>
internal sealed record MadeSound(
    byte[] Hash, string Kit, string Name, string Class, string? Subclass, Random Random, float[] Embedding, bool HasCopy, bool IsFavourite, bool IsLabelled, string? Tag);
