using DrumAI.Features;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DrumAI.Training;

/// <summary>
/// A small residual network (He et al., CVPR 2016) over the front end's two pictures. Its embedding feeds cosine classifiers for
/// classes and sub-classes, so that the angle between two embeddings says how alike two sounds are.
/// </summary>
public sealed class DrumNet : nn.Module<Tensor, DrumNetOutput>
{
    /// <summary>Numbers of the embedding that programs see: those of all members of an ensemble together.</summary>
    public const int EmbeddingLength = 128;

    internal readonly ConvBlock Stem, Widen1, Widen2, Widen3, Squeeze;
    internal readonly ResidualBlock[] Stage1, Stage2, Stage3;
    internal readonly Linear Embedding;
    internal readonly CosineClassifier Classes, Subclasses;
    private readonly Linear teacher, trunkTeacher;
    private readonly Dropout dropout;
    private readonly ModuleList<ResidualBlock> blocks;

    /// <param name="width">Channels of the first full stage; the later ones double twice.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="subclassCount">Number of sub-classes.</param>
    /// <param name="teacherLength">Numbers of the teacher's descriptions, 0 without a teacher.</param>
    /// <param name="dropoutRate">Share of pooled features dropped in training.</param>
    /// <param name="depth">Residual blocks in each stage.</param>
    /// <param name="embeddingLength">Numbers of this network's embedding.</param>
    public DrumNet(int width, int classCount, int subclassCount, int teacherLength, double dropoutRate, int depth = 1, int embeddingLength = EmbeddingLength)
        : base(nameof(DrumNet))
    {
        Stem = new ConvBlock(FrontEnd.ChannelCount, width / 2, kernel: 3, stride: 2);
        Widen1 = new ConvBlock(width / 2, width, kernel: 3, stride: 2);
        Widen2 = new ConvBlock(width, 2 * width, kernel: 3, stride: 2);
        Widen3 = new ConvBlock(2 * width, 4 * width, kernel: 3, stride: 2);
        Stage1 = [.. Enumerable.Range(0, depth).Select(_ => new ResidualBlock(width))];
        Stage2 = [.. Enumerable.Range(0, depth).Select(_ => new ResidualBlock(2 * width))];
        Stage3 = [.. Enumerable.Range(0, depth).Select(_ => new ResidualBlock(4 * width))];
        blocks = nn.ModuleList<ResidualBlock>([.. Stage1, .. Stage2, .. Stage3]);
        Squeeze = new ConvBlock(4 * width, 32, kernel: 1, stride: 1);
        int cells = FrontEnd.BandCount / 16 * (FrontEnd.FrameCount / 16);
        dropout = nn.Dropout(dropoutRate);
        Embedding = nn.Linear(8 * width + 32 * cells, embeddingLength);
        Classes = new CosineClassifier(embeddingLength, classCount);
        Subclasses = new CosineClassifier(embeddingLength, subclassCount);
        teacher = nn.Linear(embeddingLength, Math.Max(teacherLength, 1));
        trunkTeacher = nn.Linear(8 * width + 32 * cells, Math.Max(teacherLength, 1));
        RegisterComponents();
    }

    /// <summary>Numbers of one member's embedding in an ensemble, the members counted from 1: as even as can be, <see cref="EmbeddingLength"/> in all.</summary>
    public static int EmbeddingLengthOf(int member, int members) => (EmbeddingLength * member / members) - (EmbeddingLength * (member - 1) / members);

    /// <summary>Runs the network.</summary>
    /// <param name="pictures">[N, channels, bands, frames], as the front end makes them.</param>
    public override DrumNetOutput forward(Tensor pictures)
    {
        var x = Stem.forward(pictures);
        x = Run(Stage1, Widen1.forward(x));
        x = Run(Stage2, Widen2.forward(x));
        x = Run(Stage3, Widen3.forward(x)).to(ScalarType.Float32);
        // What there is anywhere (mean, maximum), and where in time and frequency (the squeezed map itself).
        var pooled = cat([x.mean([2, 3]), x.amax([2, 3]), Squeeze.forward(x).to(ScalarType.Float32).flatten(1)], 1);
        pooled = dropout.forward(pooled);
        var embedding = Embedding.forward(pooled);
        var direction = nn.functional.normalize(embedding, dim: 1);
        return new DrumNetOutput(Classes.forward(direction), Subclasses.forward(direction), direction, teacher.forward(embedding), trunkTeacher.forward(pooled));
    }

    private static Tensor Run(ResidualBlock[] stage, Tensor x)
    {
        foreach (var block in stage) x = block.forward(x);
        return x;
    }
}
