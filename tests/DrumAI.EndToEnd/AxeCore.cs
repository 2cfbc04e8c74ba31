using System.Text.Json;
using Microsoft.Playwright;

namespace DrumAI.EndToEnd;

/// <summary>Holds what a window shows against WCAG 2.2 A and AA by axe-core, as far as a machine can tell.</summary>
internal static class AxeCore
{
    /// <summary>Makes every page that a window shows from now on one that can be audited.</summary>
    public static async Task PrepareAsync(IPage page)
    {
        // Colours on their way from one theme to the other are nobody's.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        // Scripts that the browser's driver puts there are not the page's: its policy does not touch them.
        await page.AddInitScriptAsync(Script);
    }

    /// <summary>What the page that is shown does wrong; nothing where all is well.</summary>
    public static async Task<IReadOnlyList<string>> AuditAsync(IPage page)
    {
        string answer = await page.EvaluateAsync<string>(
            "async () => JSON.stringify(await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }))");
        using var result = JsonDocument.Parse(answer);
        Assert.True(result.RootElement.GetProperty("passes").GetArrayLength() > 5, "Nothing was audited.");
        return [.. from violation in result.RootElement.GetProperty("violations").EnumerateArray()
                   from node in violation.GetProperty("nodes").EnumerateArray()
                   select $"{violation.GetProperty("id").GetString()} at {node.GetProperty("target")}: {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")}"];
    }

    private static string Script
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (root is not null && !File.Exists(Path.Combine(root.FullName, "DrumAI.slnx"))) root = root.Parent;
            return File.ReadAllText(Path.Combine(root!.FullName, "src", "DrumAI.Components", "client", "node_modules", "axe-core", "axe.min.js"));
        }
    }
}
