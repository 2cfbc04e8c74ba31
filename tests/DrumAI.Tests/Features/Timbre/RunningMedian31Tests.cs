using DrumAI.Features.Timbre;

namespace DrumAI.Tests.Features.Timbre;

public sealed unsafe class RunningMedian31Tests
{
    private const int Columns = 16;

    [Theory, InlineData(1), InlineData(5), InlineData(1000)]
    public void MedianIsThatOfSorting(int distinctValues)
    {
        var random = new Random(31);
        for (int trial = 0; trial < 50; trial++)
        {
            float[] rows = [.. Enumerable.Range(0, 46 * Columns).Select(_ => (float)random.Next(distinctValues))];
            var medians = new float[RunningMedian31.Block * Columns];
            fixed (float* from = rows, to = medians) RunningMedian31.Compute(from, Columns, to, Columns);
            for (int i = 0; i < medians.Length; i++)
            {
                float expected = Enumerable.Range(0, 31).Select(row => rows[(i / Columns + row) * Columns + i % Columns]).Order().ElementAt(15);
                Assert.Equal(expected, medians[i]);
            }
        }
    }
}
