using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace DrumAI.EndToEnd;

/// <summary>The English texts of the Studio, to find those that a page in French still shows.</summary>
internal static partial class EnglishTexts
{
    private static readonly string[] Files = ["src/DrumAI.Studio/Localisation/Texts", "src/DrumAI.Components/ComponentWords"];

    private static readonly Lazy<IReadOnlyList<Regex>> All = new(() => [.. Files.SelectMany(Read)]);

    /// <summary>What stands on the page, or is said of it to those who do not see it, and is English.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page)
    {
        string[] texts = await page.EvaluateAsync<string[]>(Shown);
        Assert.True(texts.Length > 20, $"Only {texts.Length} texts were found on the page.");
        return [.. texts.Where(text => All.Value.Any(english => english.IsMatch(text)))];
    }

    /// <summary>Texts that are the same in both languages tell nothing, nor do those of next to no words.</summary>
    private static IEnumerable<Regex> Read(string file)
    {
        var french = Values(file + ".fr.resx");
        return Values(file + ".resx").Where(e => french[e.Key] != e.Value).SelectMany(e => e.Value.Split('|'))
            .Where(text => Place().Replace(text, "").Count(char.IsLetter) > 3)
            .Select(text => new Regex($"^{string.Join(".+?", Place().Split(text).Select(Regex.Escape))}$", RegexOptions.CultureInvariant | RegexOptions.Singleline));
    }

    private static Dictionary<string, string> Values(string file) => XDocument.Load(Path.Combine(Root(), file)).Descendants("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }

    private const string Shown = """
        () => {
          const found = new Set();
          for (const root of document.querySelectorAll('.studio, .sheet')) {
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) found.add(walker.currentNode.data.trim());
            for (const element of root.querySelectorAll('*'))
              for (const name of ['title', 'aria-label', 'placeholder']) found.add((element.getAttribute(name) ?? '').trim());
          }
          return [...found].filter((text) => text.length > 0);
        }
        """;

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Place();
}
