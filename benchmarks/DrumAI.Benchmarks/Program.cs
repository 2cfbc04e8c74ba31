using BenchmarkDotNet.Running;
using DrumAI.Benchmarks;

// "make FOLDER COUNT" fills a folder for benchmarks/classify.sh; "timbre FOLDER COUNT" times the timbral models on so many sounds of
// a folder; anything else is BenchmarkDotNet's.
if (args is ["make", var folder, var count])
{
    ShortFiles.Make(folder, int.Parse(count));
    return;
}

if (args is ["timbre", var soundFolder, var soundCount])
{
    TimbreTiming.Run(soundFolder, int.Parse(soundCount));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(ShortFiles).Assembly).Run(args);
