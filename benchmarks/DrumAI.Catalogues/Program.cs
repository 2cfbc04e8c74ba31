using System.Diagnostics;
using DrumAI.Catalogues;

// "library FOLDER COUNT" makes so many short files; "make DATA COUNT" makes a catalogue of so many sounds that lie nowhere; "measure DATA" times what a
// program asks of a catalogue, "search DATA" its searches.
switch (args)
{
    case ["library", var folder, var count]:
        LibraryMaker.Make(folder, int.Parse(count));
        return 0;
    case ["make", var data, var size]:
        CatalogueMaker.Make(data, int.Parse(size));
        return 0;
    case ["measure", var data]:
        CatalogueTiming.Run(data, Stopwatch.StartNew());
        return 0;
    case ["search", var data]:
        SearchTiming.Run(data, Stopwatch.StartNew());
        return 0;
    default:
        Console.Error.WriteLine("usage: library FOLDER COUNT | make DATA COUNT | measure DATA | search DATA");
        return 2;
}
