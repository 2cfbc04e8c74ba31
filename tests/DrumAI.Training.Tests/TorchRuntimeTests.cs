using System.Runtime.InteropServices;
using TorchSharp;

namespace DrumAI.Training.Tests;

public sealed partial class TorchRuntimeTests
{
    [Fact]
    public void TorchLoadsAndMultiplies()
    {
        using var scope = torch.NewDisposeScope();
        var product = torch.tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).matmul(torch.tensor(new float[] { 5, 6 }, [2, 1]));
        Assert.Equal([17f, 39f], product.data<float>().ToArray());
    }

    [Fact]
    public void IdleThreadsOfTorchSleep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the C environment is set on Unix only");
        Assert.NotNull(Marshal.PtrToStringUTF8(ReadEnvironment("OMP_WAIT_POLICY")));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadEnvironment(string name);
}
