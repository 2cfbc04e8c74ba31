using System.Numerics.Tensors;

namespace DrumAI.Features;

/// <summary>A picture whose frames are transformed as many at a time as a vector has lanes.</summary>
/// <typeparam name="TLanes">The vector.</typeparam>
internal sealed unsafe class LaneFrontEndPicture<TLanes> : FrontEndPicture
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int framesPerHop;
    private readonly HopGrid sound;
    private readonly int[] starts;
    private readonly int[][] places;
    private readonly (int First, int Last)[] columns;
    private readonly float[] scales;
    private readonly LaneFft<TLanes> fft;
    private readonly MelBands mel;
    private readonly AlignedFloats power;
    private readonly AlignedFloats bands = new(FrontEnd.BandCount * TLanes.Count);

    /// <param name="sound">Where the sounds will lie.</param>
    /// <param name="windowLength">Amplitudes of a frame.</param>
    /// <param name="framesPerHop">Frames that begin within a hop: 1 or 2.</param>
    public LaneFrontEndPicture(HopGrid sound, int windowLength, int framesPerHop)
    {
        this.sound = sound;
        this.framesPerHop = framesPerHop;
        int hop = FrontEnd.Hop / framesPerHop;
        // A frame is centred on the middle of its hop.
        starts = [.. Enumerable.Range(0, framesPerHop).Select(place => FrontEnd.Lead + place * hop + (hop - windowLength) / 2)];
        var frames = FramesOfColumns(framesPerHop);
        scales = [.. frames.Select(f => 1f / (f.Last - f.First + 1))];
        columns = [.. Enumerable.Range(0, FrontEnd.HopCount * framesPerHop)
            .Select(i => (Array.FindIndex(frames, f => f.Last >= i), Array.FindLastIndex(frames, f => f.First <= i)))];
        fft = new LaneFft<TLanes>([.. PeriodicHann.Make(windowLength).Select(w => (float)w)]);
        places = [.. starts.Select(start => sound.PlacesOf(start, fft.Order))];
        mel = new MelBands(FrontEnd.BandCount, windowLength, FrontEnd.SampleRate, minHz: 30, maxHz: 18000, breakHz: 300);
        power = new AlignedFloats(fft.PowerLength);
    }

    /// <inheritdoc/>
    protected override void AverageColumns(int length, Span<float> picture)
    {
        picture.Clear();
        for (int hop = 0; hop < FrontEnd.HopCount; hop += TLanes.Count)
            for (int place = 0; place < framesPerHop; place++) AddFrames(length, hop, place, picture);
        for (int band = 0; band < FrontEnd.BandCount; band++)
        {
            var row = picture.Slice(band * FrontEnd.FrameCount, FrontEnd.FrameCount);
            TensorPrimitives.Multiply(row, scales, row);
        }
    }

    /// <summary>Adds the powers of as many frames as there are lanes to their columns: those at one place of the hops from <paramref name="hop"/> on.</summary>
    private void AddFrames(int length, int hop, int place, Span<float> picture)
    {
        int first = starts[place] + hop * FrontEnd.Hop;
        int count = Math.Min(Math.Min(TLanes.Count, FrontEnd.HopCount - hop), (length - first + FrontEnd.Hop - 1) / FrontEnd.Hop);
        if (count <= 0) return;
        fft.PowerSpectra(sound.First + hop, places[place], sound.RowCount, power.First);
        mel.Apply<TLanes>(power.First, bands.First);
        for (int lane = 0; lane < count; lane++)
        {
            var (firstColumn, lastColumn) = columns[(hop + lane) * framesPerHop + place];
            for (int column = firstColumn; column <= lastColumn; column++) Add(bands.First + lane, picture[column..]);
        }
    }

    private static void Add(float* frame, Span<float> column)
    {
        for (int band = 0; band < FrontEnd.BandCount; band++) column[band * FrontEnd.FrameCount] += frame[band * TLanes.Count];
    }
}
