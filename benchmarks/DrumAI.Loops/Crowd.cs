using DrumAI.Training;

namespace DrumAI.Loops;

/// <summary>What simulated users do: they listen to sounds, and say over HTTP what they are.</summary>
internal static class Crowd
{
    /// <summary>Votes on sounds; each user on each, with a share of slips of the mouse.</summary>
    /// <param name="users">The users.</param>
    /// <param name="drums">Folder of the sounds.</param>
    /// <param name="sounds">The sounds.</param>
    /// <param name="say">What a user says that a sound is.</param>
    /// <returns>For each sound, the class on which there is a consensus now; null where there is none.</returns>
    public static async Task<IReadOnlyList<string?>> VoteAsync(IReadOnlyList<SimulatedUser> users, string drums, IEnumerable<LabelledSound> sounds, Func<SimulatedUser, LabelledSound, string> say)
    {
        var settled = new List<string?>();
        foreach (var sound in sounds)
        {
            byte[] file = await File.ReadAllBytesAsync(Path.Combine(drums, sound.Path));
            string? label = null;
            foreach (var user in users) label = (await user.Client.CorrectAsync(file, say(user, sound))).Consensus?.Class;
            settled.Add(label);
        }

        return settled;
    }

    /// <summary>Says what most people would: the truth, but for one vote in so many.</summary>
    public static Func<SimulatedUser, LabelledSound, string> Honest(int seed, int oneSlipIn = 20)
    {
        var random = new Random(seed);
        return (_, sound) => random.Next(oneSlipIn) == 0 ? "Other" : Scenario.NameOf(sound);
    }

    /// <summary>Asks the service what sounds are.</summary>
    /// <returns>How many it takes for each class.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> AskAsync(SimulatedUser user, string drums, IEnumerable<LabelledSound> sounds)
    {
        var heard = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sound in sounds)
        {
            var answer = await user.Client.PredictAsync(await File.ReadAllBytesAsync(Path.Combine(drums, sound.Path)));
            heard[answer.Class] = heard.GetValueOrDefault(answer.Class) + 1;
        }

        return heard;
    }
}
