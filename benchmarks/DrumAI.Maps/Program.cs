using DrumAI.Maps;

// Times the map and the way from key to sound in a real browser, on libraries of so many made-up sounds.
if (args.Length == 0 || !args.All(a => int.TryParse(a, out int count) && count is > 0 and <= 1_000_000))
{
    Console.Error.WriteLine("usage: COUNT...   such as 10000 100000");
    return 2;
}

await using var host = await MapHost.StartAsync();
await MapTiming.RunAsync(host.Address, [.. args.Select(int.Parse)]);
return 0;
