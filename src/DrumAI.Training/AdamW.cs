using TorchSharp;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). Vectors (biases, normalisations) do not decay.
/// Its whole state can be saved, which resuming exactly needs.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.99;

    // TorchSharp frees a scalar that nobody holds while native code still reads it: each lives in a field or a using.
    private static readonly Scalar Keep1 = Beta1, Take1 = 1 - Beta1, Keep2 = Beta2, Take2 = 1 - Beta2, Epsilon = 1e-8, One = 1;

    private readonly (Tensor Parameter, Tensor Mean, Tensor Square)[] state;
    private readonly double weightDecay;

    public AdamW(nn.Module net, double weightDecay)
    {
        this.weightDecay = weightDecay;
        state = [.. net.parameters().Select(p => (p, zeros_like(p), zeros_like(p)))];
    }

    /// <summary>Steps taken.</summary>
    public int StepCount { get; set; }

    /// <summary>First and second moments, in the order of the network's parameters.</summary>
    public IEnumerable<Tensor> Moments => state.SelectMany(s => new[] { s.Mean, s.Square });

    public void Step(double learningRate)
    {
        using var _ = no_grad();
        StepCount++;
        using Scalar squareScale = 1 / (1 - Math.Pow(Beta2, StepCount));
        using Scalar stride = -learningRate / (1 - Math.Pow(Beta1, StepCount));
        using Scalar shrink = 1 - learningRate * weightDecay;
        foreach (var (parameter, mean, square) in state)
        {
            if (parameter.grad is not { } gradient) continue;
            mean.mul_(Keep1).add_(gradient, Take1);
            square.mul_(Keep2).addcmul_(gradient, gradient, Take2);
            if (parameter.dim() > 1) parameter.mul_(shrink);
            parameter.addcdiv_(mean, square.mul(squareScale).sqrt_().add_(Epsilon, One), stride);
        }
    }

    public void Dispose()
    {
        foreach (var moment in Moments) moment.Dispose();
    }
}
