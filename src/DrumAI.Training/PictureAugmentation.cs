using System.Numerics.Tensors;
using DrumAI.Features;

namespace DrumAI.Training;

/// <summary>Changes of a picture that cost next to nothing, done anew each time it is drawn.</summary>
internal static class PictureAugmentation
{
    private const int RowLength = FrontEnd.FrameCount * FrontEnd.ChannelCount;

    /// <param name="picture">[bands, frames, channels] in [0, 1]; changed in place.</param>
    /// <param name="random">Source of all choices.</param>
    public static void Apply(Span<float> picture, Random random)
    {
        if (random.NextDouble() < 0.3) Tilt(picture, (float)(0.15 * Augmentation.Gaussian(random)));
        if (random.NextDouble() < 0.3) RaiseFloor(picture, (float)(0.45 * random.NextDouble()));
        if (random.NextDouble() < 0.4) MaskBands(picture, random);
        if (random.NextDouble() < 0.4) MaskFrames(picture, random);
    }

    /// <summary>A straight line over the bands, in fractions of the full scale, where there is sound.</summary>
    private static void Tilt(Span<float> picture, float slope)
    {
        for (int band = 0; band < FrontEnd.BandCount; band++)
        {
            float lift = slope * (2f * band / (FrontEnd.BandCount - 1) - 1);
            foreach (ref float cell in picture.Slice(band * RowLength, RowLength))
                if (cell > 0) cell = Math.Clamp(cell + lift, 0, 1);
        }
    }

    /// <summary>A noise floor that hides what lies below it.</summary>
    private static void RaiseFloor(Span<float> picture, float level) => TensorPrimitives.Max(picture, level, picture);

    /// <summary>Some neighbouring bands fall silent (SpecAugment: Park et al., Interspeech 2019).</summary>
    private static void MaskBands(Span<float> picture, Random random)
    {
        int width = random.Next(1, 13), first = random.Next(0, FrontEnd.BandCount - width);
        picture.Slice(first * RowLength, width * RowLength).Clear();
    }

    /// <summary>Some neighbouring frames fall silent.</summary>
    private static void MaskFrames(Span<float> picture, Random random)
    {
        int width = random.Next(1, 13), first = random.Next(0, FrontEnd.FrameCount - width);
        for (int band = 0; band < FrontEnd.BandCount; band++)
            picture.Slice(band * RowLength + first * FrontEnd.ChannelCount, width * FrontEnd.ChannelCount).Clear();
    }
}
