using DrumAI.Services;

// Times the shared service. benchmarks/service.sh runs everything on both databases and writes the report; by hand:
//   submissions CONNECTION [COUNT]        corrections with features, over HTTP, each acknowledged once it is committed
//   features CONNECTION                   loads fifteen features of 8,080 sounds into arrays
//   votes CONNECTION [COUNT]              fills a database with votes, then times one more at a time
//   fingerprints [COUNT]                  finds copies among so many fingerprints
//   doubts DRUMS [EVERY]                  counts real sounds that are set aside, and forged ones that are not, of every so many sounds
//   load URL SOUND SECONDS CONCURRENCY    predictions a second and their times, by so many clients at once
switch (args)
{
    case ["submissions", var database, .. var rest]:
        await SubmissionTiming.RunAsync(database, Number(rest, 10_000));
        break;
    case ["features", var database]:
        await FeatureTiming.RunAsync(database);
        break;
    case ["votes", var database, .. var rest]:
        await VoteTiming.RunAsync(database, Number(rest, 1_000_000));
        break;
    case ["fingerprints", .. var rest]:
        FingerprintTiming.Run(Number(rest, 1_000_000));
        break;
    case ["doubts", var drums, .. var rest]:
        DoubtCount.Run(drums, Number(rest, 1));
        break;
    case ["load", var url, var sound, var seconds, var concurrency]:
        await LoadTiming.RunAsync(new Uri(url), sound, TimeSpan.FromSeconds(int.Parse(seconds)), int.Parse(concurrency));
        break;
    default:
        Console.Error.WriteLine("usage: submissions CONNECTION [COUNT] | features CONNECTION | votes CONNECTION [COUNT] | fingerprints [COUNT] | doubts DRUMS [EVERY] | load URL SOUND SECONDS CONCURRENCY");
        return 2;
}

return 0;

static int Number(string[] rest, int usual) => rest.Length > 0 ? int.Parse(rest[0]) : usual;
