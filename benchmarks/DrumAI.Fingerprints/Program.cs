using DrumAI.Fingerprints;

if (args is ["learn", var pool, var output])
{
    ThresholdLearner.Learn(LabelledFile.ReadAll(pool), output, version: "1");
    return 0;
}

if (args is ["measure", var folder, var report, var sounds])
{
    var measurement = new Measurement(LabelledFile.ReadAll(folder));
    measurement.ComparePairs();
    measurement.TimeSearch();
    Console.Error.WriteLine($"{measurement.SoundCount} sounds compared");
    var scratch = Directory.CreateTempSubdirectory("drumai-fingerprints-");
    try
    {
        measurement.CompareCopies(int.Parse(sounds), scratch.FullName, Console.Error);
    }
    finally
    {
        scratch.Delete(recursive: true);
    }

    File.WriteAllText(report, Report.Write(measurement));
    return 0;
}

Console.Error.WriteLine("""
    usage: DrumAI.Fingerprints learn POOL fingerprint.json
           DrumAI.Fingerprints measure POOL report.md SOUNDS
    POOL holds sounds and their labels.csv. Measuring needs lame, oggenc and opusenc.
    """);
return 2;
