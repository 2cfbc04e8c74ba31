using System.Reflection;
using System.Xml.Linq;
using DrumAI.Audio;
using NetArchTest.Rules;

namespace DrumAI.Tests.Architecture;

/// <summary>References point inwards only: between projects as their files say, and within the library between namespaces.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Library = typeof(AudioFile).Assembly;

    /// <summary>What each project may reference; whoever adds a project adds it here.</summary>
    private static readonly Dictionary<string, string[]> AllowedProjects = new(StringComparer.Ordinal)
    {
        ["DrumAI"] = [],
        ["DrumAI.Training"] = ["DrumAI"],
        ["DrumAI.Catalogue"] = ["DrumAI"],
        ["DrumAI.Client"] = ["DrumAI"],
        ["DrumAI.Data"] = ["DrumAI"],
        ["DrumAI.Components"] = [],
        ["DrumAI.Studio"] = ["DrumAI", "DrumAI.Catalogue", "DrumAI.Client", "DrumAI.Components"],
        ["DrumAI.Service"] = ["DrumAI", "DrumAI.Client", "DrumAI.Data"],
        ["DrumAI.Dashboard"] = ["DrumAI", "DrumAI.Components", "DrumAI.Data", "DrumAI.Service"],
        ["DrumAI.Cli"] = ["DrumAI", "DrumAI.Catalogue", "DrumAI.Dashboard", "DrumAI.Data", "DrumAI.Service", "DrumAI.Studio"],
        ["DrumAI.Lab"] = ["DrumAI", "DrumAI.Data", "DrumAI.Training"],
    };

    [Fact]
    public void ProjectsReferenceInwardsOnly()
    {
        var projects = Directory.GetFiles(Path.Combine(RepositoryRoot(), "src"), "*.csproj", SearchOption.AllDirectories);

        Assert.NotEmpty(projects);
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            Assert.True(AllowedProjects.TryGetValue(name, out string[]? allowed), $"{name} has no rule here.");
            Assert.All(Items(project, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))), r => Assert.Contains(r, allowed));
        }
    }

    [Fact]
    public void OnlyTrainingCarriesTorch()
    {
        foreach (string project in Directory.GetFiles(Path.Combine(RepositoryRoot(), "src"), "*.csproj", SearchOption.AllDirectories))
            if (Path.GetFileNameWithoutExtension(project) is not "DrumAI.Training")
                Assert.DoesNotContain(Items(project, "PackageReference"), p => p.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("DrumAI.Audio", "DrumAI.Features", "DrumAI.Classification", "DrumAI.Taxonomy", "Microsoft.ML")]
    [InlineData("DrumAI.Taxonomy", "DrumAI.Audio", "DrumAI.Features", "DrumAI.Classification", "Microsoft.ML")]
    [InlineData("DrumAI.Features", "DrumAI.Classification", "DrumAI.Taxonomy", "Microsoft.ML")]
    [InlineData("DrumAI.Search", "DrumAI.Features", "DrumAI.Classification", "DrumAI.Organising", "Microsoft.ML")]
    [InlineData("DrumAI.Organising", "DrumAI.Audio", "DrumAI.Features", "DrumAI.Classification", "Microsoft.ML")]
    [InlineData("DrumAI.Files", "DrumAI.Features", "DrumAI.Classification", "DrumAI.Taxonomy", "Microsoft.ML")]
    public void NamespaceKnowsNothingOfThoseFurtherOut(string inner, params string[] outer)
    {
        var types = Types.InAssembly(Library).That().ResideInNamespace(inner);

        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny(outer).GetResult();
        Assert.True(result.IsSuccessful, $"Not so: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(e => e.Attribute("Include")!.Value);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DrumAI.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not lie within the repository.");
    }
}
