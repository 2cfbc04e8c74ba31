using System.Text.Encodings.Web;
using System.Text.Json;
using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Lab.Audit;

/// <summary>
/// The review page: one HTML file that holds everything, the sounds too (16-bit mono WAV, their first 1.5 seconds, at most 32 kHz), so that it opens from disk without a
/// server. Keys play and decide; decisions stay in the browser until they are saved as a CSV, which <c>drumai-lab audit --decisions</c> takes in.
/// </summary>
internal static class AuditPage
{
    private const double LongestSeconds = 1.5;
    private const int HighestRate = 32000;

    /// <summary>Inside a script element no sign may end it: the default encoder writes them as escapes.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    /// <summary>Writes the page.</summary>
    /// <param name="file">The HTML file.</param>
    /// <param name="folder">Data folder, for the sounds.</param>
    /// <param name="report">What to review.</param>
    /// <param name="rounds">The history so far.</param>
    /// <param name="count">How many findings, the worst, are on the page.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Write(string file, string folder, AuditReport report, IReadOnlyList<IReadOnlyList<string>> rounds, int count, CancellationToken cancellation)
    {
        var findings = report.Findings.Take(count).ToArray();
        var sounds = new string?[findings.Length];
        Parallel.For(0, findings.Length, new ParallelOptions { CancellationToken = cancellation }, i => sounds[i] = Encode(Path.Combine(folder, findings[i].Path)));
        var taxonomy = DrumTaxonomy.Default;
        string data = JsonSerializer.Serialize(
            new
            {
                report.Dataset,
                report.Sounds,
                report.Corrections,
                report.Judges,
                scores = report.Scores.ToString(),
                report.NoiseRate,
                report.Confusions,
                doubted = report.Findings.Count,
                rounds,
                classes = taxonomy.Classes.Select(c => new { c.Name, subclasses = c.Subclasses.Select(s => s.Name) }),
                findings = findings.Select((f, i) => new { f.Path, f.Class, f.Subclass, f.Suggested, f.Quality, f.Given, f.Otherwise, reasons = f.Reasons.Select(r => r.Text), sound = sounds[i] }),
            },
            Json);
        using var stream = typeof(AuditPage).Assembly.GetManifestResourceStream("audit.html") ?? throw new InvalidOperationException("The program was built without its review page.");
        using var reader = new StreamReader(stream);
        File.WriteAllText(file, reader.ReadToEnd().Replace("\"%DATA%\"", data, StringComparison.Ordinal));
    }

    /// <summary>The sound as a data address; null where it cannot be read.</summary>
    private static string? Encode(string path)
    {
        try
        {
            var pcm = AudioFile.Read(path).Pcm;
            int rate = Math.Min(pcm.SampleRate, HighestRate);
            var mono = pcm.ToMono();
            mono = mono[..Math.Min(mono.Length, (int)(LongestSeconds * pcm.SampleRate))];
            if (rate != pcm.SampleRate) mono = Resampler.Resample(mono, pcm.SampleRate, rate);
            return "data:audio/wav;base64," + Convert.ToBase64String(WavWriter.ToInt16(mono, rate));
        }
        catch (Exception error) when (error is AudioFormatException or IOException)
        {
            return null;
        }
    }
}
