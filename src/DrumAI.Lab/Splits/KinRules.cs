using System.Text.Json;
using System.Text.RegularExpressions;
using DrumAI.Lab.Labelling;

namespace DrumAI.Lab.Splits;

/// <summary>
/// Which kits are kin, and so never part: a library is one group, but in archives of machines and kits each machine or kit is; the same machine in another archive, a kit's
/// versions and all General MIDI fonts are one. What machines are called lies in <c>datasets/kin.json</c>.
/// </summary>
internal sealed class KinRules
{
    private readonly HashSet<string> archives;
    private readonly (string Group, Regex Match)[] families;
    private readonly Regex noise;

    private KinRules(KinFile file)
    {
        archives = file.Archives.ToHashSet(StringComparer.Ordinal);
        families = [.. file.Families.Select(f => (f.Group, new Regex(f.Match, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))))];
        noise = new Regex($@"\b({string.Join('|', file.Makers.Concat(file.Fillers).OrderByDescending(w => w.Length).Select(Regex.Escape))})\b", RegexOptions.CultureInvariant);
    }

    /// <summary>The shipped rules.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static KinRules Shipped()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "datasets", "kin.json");
        try
        {
            return new KinRules(JsonSerializer.Deserialize<KinFile>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{path} is empty."));
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is damaged: {error.Message}", error);
        }
    }

    /// <summary>The group of a kit.</summary>
    /// <param name="source">The library.</param>
    /// <param name="kit">The kit within it.</param>
    public string GroupOf(string source, string kit)
    {
        string words = $"{PathWords.Of(source)} / {PathWords.Of(kit)}";
        foreach (var (group, match) in families)
            if (match.IsMatch(words)) return group;
        if (!archives.Contains(source)) return source;
        string machine = string.Concat(noise.Replace(PathWords.Of(kit), " ").Where(char.IsLetterOrDigit));
        if (machine.Length == 0) machine = string.Concat(PathWords.Of(kit).Where(char.IsLetterOrDigit));
        return machine.Length > 0 ? machine : source;
    }

    private sealed record KinFile(string[] Archives, string[] Makers, string[] Fillers, Family[] Families);

    private sealed record Family(string Group, string Match);
}
