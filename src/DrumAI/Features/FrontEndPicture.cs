using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>One of the front end's two pictures: power spectra of frames, bands, columns, decibels.</summary>
internal abstract class FrontEndPicture
{
    private const float FloorDecibels = 70;

    /// <summary>Half hops in all; the columns' edges are counted in them.</summary>
    private const int HalfHopCount = 2 * FrontEnd.HopCount;

    /// <summary>97 numbers from 0 to 400, whose steps grow geometrically from one half hop.</summary>
    private static readonly int[] ColumnEdges = MakeColumnEdges();

    /// <summary>A picture that works on vectors as wide as the processor's.</summary>
    /// <param name="sound">Where the sounds will lie, after <see cref="FrontEnd.Lead"/> amplitudes of silence.</param>
    /// <param name="windowLength">Amplitudes of a frame.</param>
    /// <param name="framesPerHop">Frames that begin within a hop: 1 or 2.</param>
    public static FrontEndPicture Create(HopGrid sound, int windowLength, int framesPerHop) => Lanes512.AreNative
        ? new LaneFrontEndPicture<Lanes512>(sound, windowLength, framesPerHop)
        : new LaneFrontEndPicture<LanesAny>(sound, windowLength, framesPerHop);

    /// <summary>Draws the picture of the sound in the grid.</summary>
    /// <param name="length">Where it ends; silence follows.</param>
    /// <param name="picture">Receives bands x columns.</param>
    public void Compute(int length, Span<float> picture)
    {
        AverageColumns(length, picture);
        ToDecibels(picture);
    }

    /// <summary>The mean power of each band in each column.</summary>
    protected abstract void AverageColumns(int length, Span<float> picture);

    /// <summary>The frames whose powers each column averages. At the onset columns are shorter than a hop, and several share a frame.</summary>
    /// <param name="framesPerHop">Frames that begin within a hop: 1 or 2.</param>
    protected static (int First, int Last)[] FramesOfColumns(int framesPerHop)
    {
        int halfHops = 2 / framesPerHop;
        return [.. ColumnEdges.Zip(ColumnEdges.Skip(1), (start, end) => (start / halfHops, (end - 1) / halfHops))];
    }

    /// <summary>Decibels below the loudest cell, 0 dB becoming 1 and -70 dB or less becoming 0.</summary>
    private static void ToDecibels(Span<float> picture)
    {
        float max = TensorPrimitives.Max<float>(picture);
        if (!(max > 1e-20f))
        {
            picture.Clear();
            return;
        }

        float floor = max * MathF.Pow(10, -FloorDecibels / 10);
        TensorPrimitives.Max(picture, floor, picture);
        TensorPrimitives.Divide(picture, max, picture);
        TensorPrimitives.Log10(picture, picture);
        TensorPrimitives.Multiply(picture, 10 / FloorDecibels, picture);
        TensorPrimitives.Add(picture, 1f, picture);
    }

    private static int[] MakeColumnEdges()
    {
        // The growth g solves (g^96 - 1) / (g - 1) = 400.
        double low = 1.0001, high = 1.2;
        for (int i = 0; i < 100; i++)
        {
            double g = (low + high) / 2;
            if ((Math.Pow(g, FrontEnd.FrameCount) - 1) / (g - 1) > HalfHopCount) high = g; else low = g;
        }

        var edges = new int[FrontEnd.FrameCount + 1];
        for (int i = 1; i <= FrontEnd.FrameCount; i++)
            edges[i] = (int)Math.Round((Math.Pow(low, i) - 1) / (low - 1));
        return edges;
    }
}
