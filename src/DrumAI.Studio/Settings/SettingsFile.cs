using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Settings;

/// <summary>The settings and the file that keeps them: <c>studio.json</c> in the data folder.</summary>
internal sealed class SettingsFile(StudioOptions options, ILogger<SettingsFile> log)
    : StateFile<StudioSettings>(Path.Combine(options.DataFolder, "studio.json"), isPrivate: false, log);
