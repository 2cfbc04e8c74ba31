using System.Diagnostics;
using System.Security.Cryptography;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>On what an experiment runs, and for how long it has.</summary>
/// <param name="Commit">Commit of the code, with <c>+</c> where files had been changed since.</param>
/// <param name="SplitHash">SHA-256 of the file that tells the folds.</param>
/// <param name="Groups">Libraries of the set.</param>
internal sealed record StudyProvenance(string Commit, string SplitHash, int Groups)
{
    /// <summary>Name of the file that tells the folds.</summary>
    public const string SplitFile = "folds.csv";

    private readonly Stopwatch clock = Stopwatch.StartNew();

    /// <summary>Seconds since it was taken.</summary>
    public double Seconds => Math.Round(clock.Elapsed.TotalSeconds, 1);

    /// <summary>Takes it now.</summary>
    /// <exception cref="InvalidDataException">There is no git, or no repository.</exception>
    public static async Task<StudyProvenance> TakeAsync(LabelledSet set, CancellationToken cancellation)
    {
        string head = await GitAsync("rev-parse HEAD", cancellation), changed = await GitAsync("status --porcelain --untracked-files=no -- :/src", cancellation);
        byte[] split = await File.ReadAllBytesAsync(Path.Combine(set.Folder, SplitFile), cancellation);
        return new StudyProvenance(head.Trim() + (changed.Length > 0 ? "+" : ""), Convert.ToHexStringLower(SHA256.HashData(split)), set.Sounds.Select(s => s.Group).Distinct().Count());
    }

    private static async Task<string> GitAsync(string arguments, CancellationToken cancellation)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidDataException("git does not start; a results file records the commit.");
        string output = await git.StandardOutput.ReadToEndAsync(cancellation);
        await git.WaitForExitAsync(cancellation);
        return git.ExitCode == 0 ? output : throw new InvalidDataException("This is no git repository; a results file records the commit.");
    }
}
