using System.Runtime.Intrinsics.X86;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// While a network learns, its convolutions multiply in bfloat16 where the machine has instructions for it, and everything else stays in single precision
/// (Kalamkar et al. 2019): half the bytes, twice the multiplications. A network that predicts computes in single precision throughout.
/// </summary>
internal static class MixedPrecision
{
    private static readonly bool IsFast = HasFastBFloat16() || TorchRuntime.Device.type == TorchSharp.DeviceType.CUDA;

    /// <summary>What <c>conv.forward(x)</c> computes; in bfloat16 while the layer is in training.</summary>
    public static Tensor Convolve(this Conv2d conv, Tensor x) => conv.training && IsFast
        ? nn.functional.conv2d(x.to(ScalarType.BFloat16), conv.weight!.to(ScalarType.BFloat16), null, conv.stride, conv.padding, [1L, 1L], 1)
        : conv.forward(x);

    /// <summary>Whether the processor multiplies bfloat16 natively: AVX512-BF16 (leaf 7.1, EAX bit 5).</summary>
    private static bool HasFastBFloat16() =>
        X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && Avx512F.IsSupported && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;
}
