using System.Diagnostics;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Search;

namespace DrumAI.Catalogues;

/// <summary>Times searches: by text, from the words to the ids of the best fifty; and by similarity, from a sound to the twenty likest.</summary>
internal static class SearchTiming
{
    private const string Model = "made-1";
    private const int Dimension = 128, TextCount = 50, SimilarCount = 20, RepeatCount = 15;

    private static readonly string[] Texts =
    [
        "kick", "open hat", "perc", "bright kick", "short bright open hat", "very dark snare len<0.3", "punchy", "grosse caisse très sombre", "-loop -kick",
        "len:0.1-0.5", "is:favourite", "tag:\"tag 7\"", "folder:dusty", "kick 909", "dusty", "kit", "k", "\"dusty 909\"", "kit -bright -dusty", "snrae brigt",
        "dustty warm tom",
    ];

    public static void Run(string dataFolder, Stopwatch sinceStart)
    {
        using var catalogue = SampleCatalogue.Open(dataFolder);
        using var list = new SampleList(catalogue);
        using var search = new LibrarySearch(catalogue, list);
        int count = search.Find(search.Parse(""), TextCount).Count;
        Head(count, catalogue.DatabasePath);
        var (processor, wall) = (Processor(), sinceStart.Elapsed.TotalMilliseconds);
        Console.WriteLine($"| Open, read the sounds, first answer, from the program's start | {count} | {processor:0} | {wall:0} (once) | | |");
        foreach (string text in Texts)
        {
            // The first of its kind sorts a measure; the next finds it sorted.
            var (before, watch) = (Processor(), Stopwatch.StartNew());
            int found = search.Find(search.Parse(text), TextCount).Count;
            Console.WriteLine($"| `{text}`, first time | {found} | {Processor() - before:0.0} | {watch.Elapsed.TotalMilliseconds:0.0} (once) | | |");
            Time($"`{text}`", () => search.Find(search.Parse(text), TextCount).Count);
        }

        TimeEdits(catalogue, list, search);
        var (start, loading) = (Processor(), Stopwatch.StartNew());
        using var index = LibrarySimilarity.Load(catalogue, Model, Dimension);
        Console.WriteLine($"| Read the embeddings | {index.Count} | {Processor() - start:0} | {loading.Elapsed.TotalMilliseconds:0} (once) | | |");
        var random = new Random(9);
        Time("Similar, overall", () => index.Nearest(Sound(random), new SimilarityWeights(), SimilarCount).Count);
        Time("Similar, overall and the rest", () => index.Nearest(Sound(random), new SimilarityWeights(1, 0.5f, 0.2f, 0.2f), SimilarCount).Count);
        Time("Similar, all but overall", () => index.Nearest(Sound(random), new SimilarityWeights(0, 1, 1, 1), SimilarCount).Count);
        TimeVectors(count, random);
        Console.WriteLine();
        Console.WriteLine($"Peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
    }

    /// <summary>The first question after an edit: what lies in memory has to follow.</summary>
    private static void TimeEdits(SampleCatalogue catalogue, SampleList list, LibrarySearch search)
    {
        var edits = new LibraryEdits(catalogue);
        int turn = 0;
        Time("A favourite more, written down", Edit);
        Time("A favourite more, then a page of the list by brightness", () => Edit() + list.Find(new SampleQuery { Order = SampleOrder.Brightness }, 0, TextCount).TotalCount);
        Time("A class set by hand, then `punchy`", () =>
        {
            edits.SetLabel([1000 + turn], DrumLabel.Parse(turn++ % 2 == 0 ? "Tom" : "Gong"));
            return search.Find(search.Parse("punchy"), TextCount).Count;
        });

        int Edit() => edits.SetFavourite([list.ReadColumns().Ids[turn++]], true);
    }

    /// <summary>The index of bare vectors, and what a writer costs it.</summary>
    private static void TimeVectors(int count, Random random)
    {
        using var index = new EmbeddingIndex(Dimension);
        for (int start = 0; start < count; start += 10_000)
            index.Set([.. Enumerable.Range(start, Math.Min(10_000, count - start)).Select(i => ((long)i, new ReadOnlyMemory<float>(Vector(random))))]);
        Time("Nearest of as many random vectors", () => index.Nearest(Vector(random), SimilarCount).Count);
        Time("Put 100 vectors in the place of others", () =>
        {
            index.Set([.. Enumerable.Range(0, 100).Select(_ => ((long)random.Next(count), new ReadOnlyMemory<float>(Vector(random))))]);
            return 100;
        });
    }

    private static void Head(int count, string databasePath)
    {
        Console.WriteLine($"{count} sounds, {new FileInfo(databasePath).Length / 1048576} MiB");
        Console.WriteLine();
        Console.WriteLine("| What | Found | Processor time, ms | Median of 15, ms | Fastest | Slowest |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
    }

    private static void Time(string name, Func<int> ask)
    {
        int found = ask();
        var times = new double[RepeatCount];
        double before = Processor();
        for (int i = 0; i < times.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            found = ask();
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        double processor = (Processor() - before) / RepeatCount;
        Array.Sort(times);
        Console.WriteLine($"| {name} | {found} | {processor:0.0} | {times[times.Length / 2]:0.0} | {times[0]:0.0} | {times[^1]:0.0} |");
    }

    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

    private static SimilarSound Sound(Random random) => new(
        Vector(random),
        Enumerable.Range(0, SimilarityIndex.TimbreCount).Select(_ => 20 + 60 * random.NextSingle()).ToArray(),
        0.01f * random.NextSingle(),
        random.NextSingle());

    private static float[] Vector(Random random) => [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
}
