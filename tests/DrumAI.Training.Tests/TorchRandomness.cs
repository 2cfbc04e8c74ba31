namespace DrumAI.Training.Tests;

/// <summary>Torch has one source of random numbers for the whole process: tests that seed it or draw from it run one after the other.</summary>
internal static class TorchRandomness
{
    public const string Collection = "torch's random numbers";
}
