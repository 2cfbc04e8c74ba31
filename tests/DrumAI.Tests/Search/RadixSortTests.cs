using DrumAI.Search;

namespace DrumAI.Tests.Search;

public sealed class RadixSortTests
{
    [Fact]
    public void RowsComeInTheOrderOfTheirValuesAndEqualsAsTheyWere()
    {
        var random = new Random(1);
        for (int count = 0; count < 3000; count = count * 3 / 2 + 1)
        {
            float[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(5) switch
            {
                0 => random.Next(-3, 3),
                1 => -0f,
                2 => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)) is var any && float.IsNaN(any) ? float.NegativeInfinity : any,
                3 => random.NextSingle() * 1e-40f,
                _ => random.NextSingle() - 0.5f,
            })];
            int[] rows = [.. Enumerable.Range(0, count).Where(_ => random.Next(10) > 0)];
            int[] expected = [.. rows.OrderBy(r => values[r])];
            RadixSort.Sort(rows, values);
            Assert.Equal(expected, rows);
        }
    }
}
