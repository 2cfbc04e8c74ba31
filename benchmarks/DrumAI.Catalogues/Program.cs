using System.Diagnostics;
using DrumAI.Catalogues;

// "make DATA COUNT" makes a catalogue of so many sounds that lie nowhere; "measure DATA" times what a program asks of a catalogue.
switch (args)
{
    case ["make", var data, var count]:
        CatalogueMaker.Make(data, int.Parse(count));
        return 0;
    case ["measure", var data]:
        CatalogueTiming.Run(data, Stopwatch.StartNew());
        return 0;
    default:
        Console.Error.WriteLine("usage: make DATA COUNT | measure DATA");
        return 2;
}
