using DrumAI.Studio.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrumAI.Studio.Tests.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly StudioOptions options = new() { DataFolder = Directory.CreateTempSubdirectory("drumai-settings-").FullName };

    private string FilePath => Path.Combine(options.DataFolder, "studio.json");

    [Fact]
    public void SettingsOutliveTheProgram()
    {
        Open().Change(s => s with { IsDark = false, Language = "fr", Volume = 0.25, Keys = new Dictionary<string, IReadOnlyList<string>> { ["stop"] = ["Q"] } });
        var again = Open().Current;
        Assert.False(again.IsDark);
        Assert.Equal("fr", again.Language);
        Assert.Equal(0.25, again.Volume);
        Assert.Equal(["Q"], again.Keys["stop"]);
    }

    [Fact]
    public void DamagedFileIsNoReasonNotToStart()
    {
        File.WriteAllText(FilePath, "{ \"isDark\": fal");
        Assert.True(Open().Current.IsDark);
    }

    public void Dispose() => Directory.Delete(options.DataFolder, recursive: true);

    private SettingsFile Open() => new(options, NullLogger<SettingsFile>.Instance);
}
