using BenchmarkDotNet.Running;
using DrumAI.Benchmarks;

// "make FOLDER COUNT" fills a folder for benchmarks/classify.sh; anything else is BenchmarkDotNet's.
if (args is ["make", var folder, var count])
{
    ShortFiles.Make(folder, int.Parse(count));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ShortFiles).Assembly).Run(args);
