using System.Runtime.CompilerServices;

namespace DrumAI.Training.Tests;

/// <summary>Prepares torch before the first test can load it.</summary>
internal static class TorchSession
{
    [ModuleInitializer]
    internal static void Start() => TorchRuntime.Prepare();
}
