using DrumAI.Files;

namespace DrumAI.Tests.Files;

public sealed class OrderedParallelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task ResultsKeepTheOrderOfTheirSources(int threadCount)
    {
        var results = new List<int>();

        await OrderedParallel.RunAsync(
            Enumerable.Range(0, 1000),
            i =>
            {
                if (i % 7 == 0) Thread.Yield();
                return i * 2;
            },
            results.Add,
            () => { },
            threadCount,
            window: 16,
            TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * 2), results);
    }

    [Fact]
    public async Task SourceIsNotReadFartherAheadThanTheWindow()
    {
        using var release = new ManualResetEventSlim();
        int taken = 0, farthest = 0;
        IEnumerable<int> Source()
        {
            for (int i = 0; i < 100; i++)
            {
                farthest = Math.Max(farthest, i - Volatile.Read(ref taken));
                if (i == 10) release.Set();
                yield return i;
            }
        }

        await OrderedParallel.RunAsync(
            Source(),
            i =>
            {
                // The first waits until the source ran ahead, so that the window is what stops it.
                if (i == 0) Assert.True(release.Wait(Patience));
                return i;
            },
            _ => Interlocked.Increment(ref taken),
            () => { },
            threadCount: 2,
            window: 10,
            TestContext.Current.CancellationToken);

        Assert.InRange(farthest, 10, 12);
    }

    [Fact]
    public async Task FailureOfSourceSelectorOrReceiverEndsTheWhole()
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            throw new InvalidDataException("source");
        }

        Task Run(IEnumerable<int> source, Func<int, int> selector, Action<int> receive) =>
            OrderedParallel.RunAsync(source, selector, receive, () => { }, 2, 4, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidDataException>(() => Run(Broken(), i => i, _ => { }));
        await Assert.ThrowsAsync<InvalidDataException>(() => Run(Enumerable.Range(0, 100), _ => throw new InvalidDataException("selector"), _ => { }));
        await Assert.ThrowsAsync<InvalidDataException>(() => Run(Enumerable.Range(0, 100), i => i, _ => throw new InvalidDataException("receiver")));
    }

    [Fact]
    public async Task CancellationStopsEndlessWork()
    {
        static IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++) yield return i;
        }

        using var stop = new CancellationTokenSource();
        int count = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OrderedParallel.RunAsync(
            Endless(),
            i => i,
            _ =>
            {
                if (++count == 100) stop.Cancel();
            },
            () => { },
            2,
            8,
            stop.Token).WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task PauseIsCalledBeforeWaiting()
    {
        using var paused = new ManualResetEventSlim();

        await OrderedParallel.RunAsync(
            [1],
            i =>
            {
                Assert.True(paused.Wait(Patience));
                return i;
            },
            _ => { },
            paused.Set,
            1,
            4,
            TestContext.Current.CancellationToken);
    }
}
