using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Settings;

/// <summary>The settings and the file that keeps them: <c>studio.json</c> in the data folder.</summary>
internal sealed partial class SettingsFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();
    private readonly string path;

    public SettingsFile(StudioOptions options, ILogger<SettingsFile> log)
    {
        path = Path.Combine(options.DataFolder, "studio.json");
        Current = Read(path, log);
    }

    /// <summary>The settings as they stand.</summary>
    public StudioSettings Current { get; private set; }

    /// <summary>Raised after a change, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Changes them. The file is replaced as a whole, so that it is never half written.</summary>
    public void Change(Func<StudioSettings, StudioSettings> change)
    {
        lock (gate)
        {
            Current = change(Current);
            string draft = path + ".new";
            File.WriteAllText(draft, JsonSerializer.Serialize(Current, Json));
            File.Move(draft, path, overwrite: true);
        }

        Changed?.Invoke();
    }

    private static StudioSettings Read(string path, ILogger log)
    {
        if (!File.Exists(path)) return new StudioSettings();
        try
        {
            return JsonSerializer.Deserialize<StudioSettings>(File.ReadAllText(path), Json) ?? new StudioSettings();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, path, e);
            return new StudioSettings();
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} cannot be read; the settings are as they come.")]
    private static partial void LogUnreadable(ILogger log, string path, Exception e);
}
