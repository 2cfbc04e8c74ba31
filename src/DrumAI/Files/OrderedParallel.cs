using System.Collections.Concurrent;
using System.Threading.Channels;

namespace DrumAI.Files;

/// <summary>Work on many things at once whose results come out in the order in which the things went in.</summary>
public static class OrderedParallel
{
    /// <summary>Applies <paramref name="selector"/> on threads of its own, and hands on the results on the caller's.</summary>
    /// <param name="source">Read lazily, at most <paramref name="window"/> ahead of the results: that bounds the memory.</param>
    /// <param name="selector">Called from several threads at once. What it throws ends the whole.</param>
    /// <param name="receive">Takes one result after the other. What it throws ends the whole.</param>
    /// <param name="pause">Called before waiting for a result that is not there yet.</param>
    /// <param name="threadCount">Threads, 1 or more.</param>
    /// <param name="window">How many things may be under way or waiting for an earlier one.</param>
    /// <param name="cancellation">Stops the work between two things.</param>
    public static async Task RunAsync<TSource, TResult>(
        IEnumerable<TSource> source,
        Func<TSource, TResult> selector,
        Action<TResult> receive,
        Action pause,
        int threadCount,
        int window,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ordered = Channel.CreateBounded<Slot<TSource, TResult>>(new BoundedChannelOptions(window) { SingleReader = true, SingleWriter = true });
        using var work = new BlockingCollection<Slot<TSource, TResult>>(window);
        var threads = new List<Task> { Start(() => Feed(source, ordered.Writer, work, stop.Token)) };
        for (int i = 0; i < threadCount; i++) threads.Add(Start(() => Drain(work, selector, stop.Token)));
        try
        {
            while (true)
            {
                if (!ordered.Reader.TryRead(out var slot))
                {
                    pause();
                    if (!await ordered.Reader.WaitToReadAsync(stop.Token)) return;
                    continue;
                }

                if (!slot.Result.Task.IsCompleted) pause();
                receive(await slot.Result.Task.WaitAsync(stop.Token));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(threads);
        }
    }

    private static Task Start(Action loop) =>
        Task.Factory.StartNew(loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Feed<TSource, TResult>(
        IEnumerable<TSource> source, ChannelWriter<Slot<TSource, TResult>> ordered, BlockingCollection<Slot<TSource, TResult>> work, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            foreach (var item in source)
            {
                var slot = new Slot<TSource, TResult>(item);
                while (!ordered.TryWrite(slot))
                    if (!ordered.WaitToWriteAsync(stop).AsTask().GetAwaiter().GetResult()) return;
                work.Add(slot, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The consumer knows: it is who stopped.
        }
#pragma warning disable CA1031 // Whatever the source throws is thrown where its results are read.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
        }
        finally
        {
            ordered.TryComplete(failure);
            work.CompleteAdding();
        }
    }

    private static void Drain<TSource, TResult>(
        BlockingCollection<Slot<TSource, TResult>> work, Func<TSource, TResult> selector, CancellationToken stop)
    {
        try
        {
            foreach (var slot in work.GetConsumingEnumerable(stop))
            {
                try
                {
                    slot.Result.SetResult(selector(slot.Source));
                }
#pragma warning disable CA1031 // It is thrown where the result is read.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    slot.Result.SetException(e);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is not begun stays undone.
        }
    }

    /// <summary>A thing and the promise of its result.</summary>
    private sealed class Slot<TSource, TResult>(TSource source)
    {
        public TSource Source { get; } = source;

        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
