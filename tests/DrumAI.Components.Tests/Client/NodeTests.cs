using System.Diagnostics;
using DrumAI.Components.Map;
using DrumAI.Components.Tests.Map;

namespace DrumAI.Components.Tests.Client;

/// <summary>The facts about the TypeScript that need no browser: <c>client/test/*.test.ts</c>, bundled and run by node.</summary>
public sealed class NodeTests
{
    private static readonly Lazy<Task<(int ExitCode, string Output)>> Bundles = new(() => Node("build.mjs", "tests"));

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Repository.Client, "test"), "*.test.ts").Select(f => Path.GetFileName(f)[..^".test.ts".Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Holds(string file)
    {
        var bundles = await Bundles.Value;
        Assert.True(bundles.ExitCode == 0, bundles.Output);

        string points = Path.Combine(Directory.CreateTempSubdirectory("drumai-points").FullName, "points.bin");
        await File.WriteAllBytesAsync(points, MapPoints.Write(MapPointsTests.Patterned), TestContext.Current.CancellationToken);
        try
        {
            var run = await Node("--test", "--test-reporter=tap", $"build/tests/{file}.test.js", ("DRUMAI_MAP_POINTS", points));
            Assert.True(run.ExitCode == 0 && run.Output.Contains("\n# fail 0", StringComparison.Ordinal) && run.Output.Contains("\n# skipped 0", StringComparison.Ordinal), run.Output);
            Assert.DoesNotContain("\n# pass 0", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(points)!, recursive: true);
        }
    }

    private static Task<(int ExitCode, string Output)> Node(params string[] arguments) => Node(arguments, []);

    private static Task<(int ExitCode, string Output)> Node(string first, string second, string third, (string Name, string Value) variable) => Node([first, second, third], [variable]);

    private static async Task<(int ExitCode, string Output)> Node(string[] arguments, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Repository.Client, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
