using BenchmarkDotNet.Running;
using DrumAI.Benchmarks;

// "make FOLDER COUNT" fills a folder for benchmarks/classify.sh; "features FOLDER COUNT" times the features on so many sounds of a
// folder; anything else is BenchmarkDotNet's.
if (args is ["make", var folder, var count])
{
    ShortFiles.Make(folder, int.Parse(count));
    return;
}

if (args is ["features", var soundFolder, var soundCount])
{
    FeatureTiming.Run(soundFolder, int.Parse(soundCount));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ShortFiles).Assembly).Run(args);
