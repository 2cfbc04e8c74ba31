using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>x + two 3 x 3 convolutions of x, rectified.</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    internal readonly Conv2d Conv1, Conv2;
    internal readonly BatchNorm2d Norm1, Norm2;

    public ResidualBlock(int channels)
        : base(nameof(ResidualBlock))
    {
        Conv1 = nn.Conv2d(channels, channels, 3, padding: 1, bias: false);
        Norm1 = nn.BatchNorm2d(channels);
        Conv2 = nn.Conv2d(channels, channels, 3, padding: 1, bias: false);
        Norm2 = nn.BatchNorm2d(channels);
        // The block starts as the identity, which lets the gradient through from the first step on.
        nn.init.zeros_(Norm2.weight);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = Norm1.Normalise(Conv1.Convolve(x)).relu_();
        return x.Plus(Norm2.Normalise(Conv2.Convolve(y))).relu_();
    }
}
