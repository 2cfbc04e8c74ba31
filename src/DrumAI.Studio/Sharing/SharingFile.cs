using DrumAI.Studio.Settings;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Sharing;

/// <summary>What was agreed to, and the file that keeps it: <c>sharing/sharing.json</c> in the data folder. It holds the account's token, so nobody else may read it.</summary>
internal sealed class SharingFile(StudioOptions options, ILogger<SharingFile> log)
    : StateFile<SharingSettings>(Path.Combine(FolderOf(options), "sharing.json"), isPrivate: true, log)
{
    /// <summary>Where all that has to do with sharing lies.</summary>
    public static string FolderOf(StudioOptions options) => Path.Combine(options.DataFolder, "sharing");
}
