using DrumAI.Fingerprints;

switch (args)
{
    case ["collect", var pool, var file, var dressed]:
        Collection.Make(pool, int.Parse(dressed), Console.Error).Save(file);
        return 0;
    case ["learn", var file, var thresholds]:
        File.WriteAllText(thresholds, ThresholdLearner.Write(ThresholdLearner.Learn(Collection.Load(file), version: "2")));
        return 0;
    case ["report", var pool, var file, var report]:
        File.WriteAllText(report, Report.Write(Collection.Load(file), new Waves(pool)));
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: DrumAI.Fingerprints collect POOL FILE COUNT      reads all sounds, dresses COUNT of them, and keeps their cepstra in FILE
                   DrumAI.Fingerprints learn FILE fingerprint.json  learns the thresholds that the library ships
                   DrumAI.Fingerprints report POOL FILE report.md   measures the shipped thresholds, and learned ones on libraries held out
            POOL holds sounds, their labels.csv and folds.csv. Collecting needs lame, oggenc and opusenc.
            """);
        return 2;
}
