using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace DrumAI.Lab.Study;

/// <summary>Keeps answers that were made, so that work which was cut off goes on where it stopped, and recipes can build on each other.</summary>
/// <param name="Path">The folder.</param>
/// <param name="DataHash">Hash over the labelled set: answers for another set are others.</param>
/// <param name="Seed">Seed of the study.</param>
internal sealed record AnswerFolder(string Path, string DataHash, int Seed)
{
    /// <summary>The answers of a model, made if they are not there.</summary>
    /// <param name="definition">All that they depend on, beside data and seed.</param>
    /// <param name="name">Names the file, for people.</param>
    /// <param name="part">Which run of it.</param>
    /// <param name="make">Makes them.</param>
    public async Task<Answers> FindAsync(string definition, string name, string part, Func<Task<Answers>> make)
    {
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{definition}\n{DataHash}\n{Seed}")))[..12];
        string path = System.IO.Path.Combine(Path, $"{name}-{part}-{key}.answers");
        if (File.Exists(path)) return Answers.Read(path);
        long start = Stopwatch.GetTimestamp();
        var answers = await make();
        answers = answers with { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
        Directory.CreateDirectory(Path);
        answers.Write(path);
        return answers;
    }
}
