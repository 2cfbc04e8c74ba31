using DrumAI.Studios;

// DATA...: catalogues that benchmarks/DrumAI.Catalogues made ("make DATA COUNT"). Prints a table in Markdown, a column for each.
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: DATA...");
    return 2;
}

var columns = new List<StudioTiming>();
foreach (string data in args) columns.Add(await StudioTiming.MeasureAsync(data));
Console.WriteLine($"| What | {string.Join(" | ", columns.Select(c => $"{c.SoundCount:N0} sounds"))} |");
Console.WriteLine($"| --- |{string.Concat(columns.Select(_ => " ---: |"))}");
foreach (string what in columns[0].Figures.Keys) Console.WriteLine($"| {what} | {string.Join(" | ", columns.Select(c => c.Figures[what]))} |");
return 0;
