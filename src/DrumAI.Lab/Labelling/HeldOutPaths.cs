using System.Security.Cryptography;
using System.Text;

namespace DrumAI.Lab.Labelling;

/// <summary>
/// The part of each source that nobody looked at while the rules were written: about a third, fixed by hash beforehand. Whole kits where a source has eight or
/// more, single files otherwise; of the sources that have no definition of their own, about a third as a whole besides.
/// </summary>
internal static class HeldOutPaths
{
    private const int ManyKits = 8;

    /// <summary>Whether each file is held out.</summary>
    /// <param name="files">Path, source and kit of every file of the pool.</param>
    /// <param name="hasDefinition">Whether a source has a definition of its own.</param>
    public static IReadOnlySet<string> Of(IReadOnlyCollection<(string Path, string Source, string Kit)> files, Func<string, bool> hasDefinition)
    {
        var kits = files.GroupBy(f => f.Source).ToDictionary(g => g.Key, g => g.Select(f => f.Kit).Distinct().Count());
        return files.Where(f => IsUnseenSource(f.Source, hasDefinition) || Third(kits[f.Source] >= ManyKits ? $"{f.Source}/{f.Kit}" : f.Path)).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether nothing of a source was seen.</summary>
    public static bool IsUnseenSource(string source, Func<string, bool> hasDefinition) => !hasDefinition(source) && Third(source);

    private static bool Third(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[0] % 3 == 0;
}
