using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>Convolution, batch normalisation, rectifier.</summary>
internal sealed class ConvBlock : nn.Module<Tensor, Tensor>
{
    internal readonly Conv2d Conv;
    internal readonly BatchNorm2d Norm;

    public ConvBlock(int inChannels, int outChannels, int kernel, int stride)
        : base(nameof(ConvBlock))
    {
        Conv = nn.Conv2d(inChannels, outChannels, kernel, stride, padding: kernel / 2, bias: false);
        Norm = nn.BatchNorm2d(outChannels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Norm.Normalise(Conv.Convolve(x)).relu_();
}
