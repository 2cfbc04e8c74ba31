namespace DrumAI.Features;

/// <summary>
/// A signal laid out so that amplitudes a hop apart are neighbours: amplitude n lies at row n / hop and column n % hop, and columns lie one after the
/// other. The n-th amplitudes of frames that begin a hop apart are then one vector, wherever the frames begin.
/// </summary>
internal sealed unsafe class HopGrid
{
    private readonly int hop;
    private readonly AlignedFloats cells;
    private int filledRowCount;

    /// <param name="hop">Amplitudes between the beginnings of two frames.</param>
    /// <param name="rowCount">Hops that fit into the grid.</param>
    public HopGrid(int hop, int rowCount)
    {
        this.hop = hop;
        RowCount = rowCount;
        cells = new AlignedFloats(hop * rowCount);
    }

    /// <summary>Hops that fit into the grid; also the distance between two columns in memory.</summary>
    public int RowCount { get; }

    /// <summary>The first row; the others follow.</summary>
    public float* First => cells.First;

    /// <summary>Lays out a signal between silence.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="lead">Silent amplitudes before it.</param>
    /// <param name="offset">What is taken off each of its amplitudes.</param>
    public void Fill(ReadOnlySpan<float> signal, int lead, float offset)
    {
        int rowCount = (lead + signal.Length + hop - 1) / hop;
        for (int column = 0; column < hop && filledRowCount > rowCount; column++)
            cells.Span.Slice(column * RowCount + rowCount, filledRowCount - rowCount).Clear();
        filledRowCount = rowCount;
        for (int row = 0; row < rowCount; row++)
        {
            int from = Math.Clamp(lead - row * hop, 0, hop), to = Math.Clamp(lead + signal.Length - row * hop, 0, hop);
            FillRow(First + row, signal.Slice(Math.Max(0, row * hop - lead), to - from), from, offset);
        }
    }

    private void FillRow(float* cell, ReadOnlySpan<float> amplitudes, int from, float offset)
    {
        int pitch = RowCount, to = from + amplitudes.Length;
        for (int column = 0; column < from; column++, cell += pitch) *cell = 0;
        foreach (float amplitude in amplitudes)
        {
            *cell = amplitude - offset;
            cell += pitch;
        }

        for (int column = to; column < hop; column++, cell += pitch) *cell = 0;
    }

    /// <summary>Where amplitudes of a signal that begins at <paramref name="start"/> lie from the first row.</summary>
    public int[] PlacesOf(int start, ReadOnlySpan<int> amplitudes)
    {
        var places = new int[amplitudes.Length];
        for (int i = 0; i < places.Length; i++) places[i] = (start + amplitudes[i]) % hop * RowCount + (start + amplitudes[i]) / hop;
        return places;
    }
}
