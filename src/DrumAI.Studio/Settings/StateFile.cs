using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace DrumAI.Studio.Settings;

/// <summary>A record and the file that keeps it; the file is replaced as a whole, so that it is never half written.</summary>
/// <typeparam name="T">The record; a new one is how things are before anything was set.</typeparam>
internal abstract partial class StateFile<T> where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock gate = new();
    private readonly string path;
    private readonly bool isPrivate;

    /// <param name="path">The file; its folder is made with it.</param>
    /// <param name="isPrivate">Nobody else on this machine is to read it.</param>
    /// <param name="log">Where it is said that the file cannot be read.</param>
    protected StateFile(string path, bool isPrivate, ILogger log)
    {
        (this.path, this.isPrivate) = (path, isPrivate);
        Current = Read(path, log);
    }

    /// <summary>The record as it stands.</summary>
    public T Current { get; private set; }

    /// <summary>Raised after a change, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Changes it.</summary>
    public void Change(Func<T, T> change)
    {
        lock (gate)
        {
            Current = change(Current);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string draft = path + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (isPrivate && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var stream = new FileStream(draft, options)) JsonSerializer.Serialize(stream, Current, Json);
            File.Move(draft, path, overwrite: true);
        }

        Changed?.Invoke();
    }

    private static T Read(string path, ILogger log)
    {
        if (!File.Exists(path)) return new T();
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? new T();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(log, path, e);
            return new T();
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} cannot be read; the settings are as they come.")]
    private static partial void LogUnreadable(ILogger log, string path, Exception e);
}
