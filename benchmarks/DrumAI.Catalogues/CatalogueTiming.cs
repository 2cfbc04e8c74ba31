using System.Diagnostics;
using DrumAI.Catalogue;
using DrumAI.Catalogue.Queries;
using DrumAI.Catalogue.Search;
using DrumAI.Search;


namespace DrumAI.Catalogues;

/// <summary>Times what a program asks of a catalogue: each question several times, as a list with its count and its first hundred rows.</summary>
internal static class CatalogueTiming
{
    private const int PageSize = 100;
    private const int RepeatCount = 15;
    private const int FeatureSampleCount = 8080;

    public static void Run(string dataFolder, Stopwatch sinceStart)
    {
        using var catalogue = SampleCatalogue.Open(dataFolder);
        using var list = new SampleList(catalogue);
        int count = Ask(list, new SampleQuery { Order = SampleOrder.Name });
        var (wall, processor) = (sinceStart.Elapsed, Process.GetCurrentProcess().TotalProcessorTime);
        Console.WriteLine($"{count} sounds, {new FileInfo(catalogue.DatabasePath).Length / 1048576} MiB");
        Console.WriteLine();
        Console.WriteLine("| What | Found | Processor time, ms | Median of 15, ms | Fastest | Slowest |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        Console.WriteLine($"| Open, read the list, first page, from the program's start | {count} | {processor.TotalMilliseconds:0} | {wall.TotalMilliseconds:0} (once) | | |");
        foreach (var (name, query) in Questions(catalogue)) Time(name, () => Ask(list, query));
        Time("Twenty by brightness, by the database alone (`library list --sort`)", () => AskDatabase(catalogue));
        Time("Page at the middle, by brightness", () => Ask(list, new SampleQuery { Order = SampleOrder.Brightness }, skip: count / 2));
        using var search = new LibrarySearch(catalogue, list);
        foreach (string text in new[] { "short bright open hat", "kick -vinyl tag:tag", "dusty 808 snare len<0.3", "brigth tape" })
            Time($"Search: {text}", () => search.Find(search.Parse(text), PageSize).Count);
        using (var similar = LibrarySimilarity.Load(catalogue, "made-1", 128)) TimeSimilarity(similar);
        Time($"Load 15 features of {FeatureSampleCount} sounds", () => FeatureTable.Read(catalogue, FeatureSampleCount).Ids.Length);
        Time("Status", () => LibraryStatus.Read(catalogue).SampleCount);
        Console.WriteLine();
        Console.WriteLine($"Peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576} MiB");
    }

    private static IEnumerable<(string, SampleQuery)> Questions(SampleCatalogue catalogue)
    {
        using var context = catalogue.CreateContext();
        string kit = Path.GetDirectoryName(context.Samples.OrderBy(s => s.Id).Select(s => s.Path).Last())!;
        yield return ("All", new SampleQuery());
        yield return ("Class", new SampleQuery { Class = "Kick" });
        yield return ("Sub-class", new SampleQuery { Class = "Hat_Open" });
        yield return ("Tag", new SampleQuery { Tag = "tag 7" });
        yield return ("Favourites", new SampleQuery { IsFavourite = true });
        yield return ("Set by hand", new SampleQuery { IsLabelled = true });
        yield return ("Loops", new SampleQuery { Kind = Audio.SoundKind.Loop });
        yield return ("One kit's folder", new SampleQuery { Folder = kit });
        yield return ("Length up to 0.3 s", new SampleQuery { Ranges = [new(SampleOrder.Length, null, 0.3)] });
        yield return ("Class, 2 ranges, by brightness", new SampleQuery
        {
            Class = "Snare",
            Ranges = [new(SampleOrder.Length, 0.1, 1), new(SampleOrder.Warmth, 40, 70)],
            Order = SampleOrder.Brightness,
            IsDescending = true,
        });
        yield return ("Four ranges", new SampleQuery
        {
            Ranges = [new(SampleOrder.Length, 0.1, 1), new(SampleOrder.Warmth, 30, 70), new(SampleOrder.Depth, 30, 70), new(SampleOrder.Level, -20, -2)],
        });
        foreach (var order in Enum.GetValues<SampleOrder>()) yield return ($"By {order.ToString().ToLowerInvariant()}", new SampleQuery { Order = order });
        yield return ("By brightness, descending", new SampleQuery { Order = SampleOrder.Brightness, IsDescending = true });
        yield return ("Text: one kit's number", new SampleQuery { Text = Path.GetFileName(kit).Split(' ')[^1] });
        yield return ("Text: a word of 1 kit in 12", new SampleQuery { Text = "dusty" });
        yield return ("Text: a word of all", new SampleQuery { Text = "kit" });
        yield return ("Text: a word of all, by brightness", new SampleQuery { Text = "kit", Order = SampleOrder.Brightness });
        yield return ("Text: one letter", new SampleQuery { Text = "s" });
        yield return ("Text: three words and a class, by name", new SampleQuery { Text = "tape 909 kick", Class = "Kick", Order = SampleOrder.Name });
    }

    private static int Ask(SampleList list, SampleQuery query, int skip = 0)
    {
        var page = list.Find(query, skip, PageSize);
        _ = list.Read(page.Ids);
        return page.TotalCount;
    }

    private static int AskDatabase(SampleCatalogue catalogue)
    {
        using var context = catalogue.CreateContext();
        return new SampleQuery { Order = SampleOrder.Brightness, IsDescending = true }.ApplyTo(context).Take(20)
            .Select(s => new { s.Id, s.Path, s.Class, s.Subclass, s.Confidence, s.IsFavourite, Tags = s.Tags.Select(t => t.Name).ToList() }).ToList().Count;
    }

    /// <summary>The sounds nearest to a direction of one's own, by sound alone and by all that likeness can be asked for.</summary>
    private static void TimeSimilarity(SimilarityIndex index)
    {
        var random = new Random(3);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        var sound = new SimilarSound(Numbers(index.Dimension), Numbers(SimilarityIndex.TimbreCount), 0.005f, 0.3f);
        Time("Similar: 20 nearest by sound", () => index.Nearest(sound, new SimilarityWeights(), 20).Count);
        Time("Similar: 20 nearest by sound, timbre, attack and length", () => index.Nearest(sound, new SimilarityWeights(1, 1, 1, 1), 20).Count);
    }

    private static void Time(string name, Func<int> ask)
    {
        int found = ask();
        var times = new double[RepeatCount];
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < times.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            found = ask();
            times[i] = watch.Elapsed.TotalMilliseconds;
        }

        double processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / RepeatCount;
        Array.Sort(times);
        Console.WriteLine($"| {name} | {found} | {processor:0.0} | {times[times.Length / 2]:0.0} | {times[0]:0.0} | {times[^1]:0.0} |");
    }
}
