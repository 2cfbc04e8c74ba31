using static TorchSharp.torch;

namespace DrumAI.Training.Tests;

[Collection(TorchRandomness.Collection)]
public sealed class MixedPrecisionTests
{
    [Fact]
    public void ConvolutionInTrainingIsThatOfUseToThreeDigits()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using var conv = nn.Conv2d(8, 16, 3, stride: 2, padding: 1, bias: false);
        var x = randn(4, 8, 20, 24);
        conv.train();
        var rough = conv.Convolve(x).to(ScalarType.Float32);
        conv.eval();
        var exact = conv.Convolve(x);
        Assert.Equal(ScalarType.Float32, exact.dtype);
        Assert.Equal(exact.shape, rough.shape);
        float scale = exact.abs().max().item<float>();
        Assert.InRange((rough - exact).abs().max().item<float>() / scale, 0, 0.01f);
        // In use nothing is rounded.
        Assert.Equal(exact.data<float>().ToArray(), conv.forward(x).data<float>().ToArray());
    }
}
