using DrumAI.Loops;
using DrumAI.Training;

// Shows the loop from votes to a better model on real sounds. benchmarks/loop.sh runs it; by hand:
//   run DRUMS FOLDER [CLASS [CONNECTION]]   the whole, in FOLDER: service, users over HTTP, worker, before and after, attempts to spoil it
//   prepare DRUMS FOLDER [CLASS [COUNT]]    FOLDER/base.db (the feature store) and FOLDER/model (what the service is to begin with), of COUNT sounds a class and fold
//   vote URL DRUMS [CLASS [COUNT]]          the users alone, against a service that runs; users come from 127.0.0.2 and up
//   ask URL DRUMS [CLASS [COUNT]]           what that service says of sounds that nobody voted on
TorchRuntime.Prepare();
switch (args)
{
    case ["run", var drums, var folder, .. var rest]:
        await Loop(folder).RunAsync(drums, Scenario.Load(drums, ClassOf(rest)), rest.Length > 1 ? rest[1] : null);
        break;
    case ["prepare", var drums, var folder, .. var rest]:
        await Loop(folder).PrepareAsync(drums, Scenario.Load(drums, ClassOf(rest), CountOf(rest)));
        break;
    case ["vote", var url, var drums, .. var rest]:
        var scenario = Scenario.Load(drums, ClassOf(rest), CountOf(rest));
        var users = new List<SimulatedUser>();
        for (int i = 0; i < 4; i++) users.Add(await SimulatedUser.CreateAsync(new Uri(url), 2 + i));
        var settled = await Crowd.VoteAsync(users, drums, scenario.Voted, Crowd.Honest(seed: 1));
        Console.WriteLine($"consensus on {settled.Count(c => c is not null)} of {settled.Count} sounds of {scenario.Lacking}");
        break;
    case ["ask", var url, var drums, .. var rest]:
        using (var user = await SimulatedUser.CreateAsync(new Uri(url), 250))
        {
            var asked = Scenario.Load(drums, ClassOf(rest), CountOf(rest));
            var heard = await Crowd.AskAsync(user, drums, asked.Unvoted);
            Console.WriteLine($"{asked.Lacking} that nobody voted on is heard as {string.Join(", ", heard.OrderByDescending(h => h.Value).Select(h => $"{h.Key} {h.Value}"))}");
        }

        break;
    default:
        Console.Error.WriteLine("usage: run DRUMS FOLDER [CLASS [CONNECTION]] | prepare DRUMS FOLDER [CLASS [COUNT]] | vote URL DRUMS [CLASS [COUNT]] | ask URL DRUMS [CLASS [COUNT]]");
        return 2;
}

return 0;

static string ClassOf(string[] rest) => rest.Length > 0 ? rest[0] : "Clap";

static int CountOf(string[] rest) => rest.Length > 1 ? int.Parse(rest[1]) : int.MaxValue;

static LoopRun Loop(string folder) => new(DrumAI.Classification.DrumClassifier.DefaultModelDirectory, folder, LabProgram.CommandLine("DrumAI.Loops"));
