namespace DrumAI.Training.Heads;

/// <summary>A sound that a head learns from or is measured on: its embedding, and what it is.</summary>
/// <param name="Name">Names the sound: a path, or the hash under which a service knows it.</param>
/// <param name="Group">Library, machine or kit with its kin; sounds of a group are never on both sides of a split.</param>
/// <param name="Embedding">Of unit length.</param>
/// <param name="Class">Index of its class.</param>
/// <param name="Subclass">Index of its sub-class, or -1 where that is not known.</param>
/// <param name="Certainty">Probability that the class is right, in (0, 1].</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="IsVoted">True where people agreed on the label; its certainty is then the label's share of the target.</param>
public sealed record EmbeddedSound(
    string Name, string Group, float[] Embedding, int Class, int Subclass, double Certainty = 1, double Weight = 1, bool IsVoted = false);
