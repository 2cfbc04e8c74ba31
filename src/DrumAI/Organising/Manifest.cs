using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumAI.Organising;

/// <summary>
/// The record of one organising: a text file with a JSON object a line, written before each act, from which it can be resumed or undone
/// whenever it was stopped, also by a crash.
/// </summary>
public sealed class Manifest : IDisposable
{
    /// <summary>Version of the format.</summary>
    public const int Version = 1;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream stream;
    private readonly List<ManifestItem> items = [];
    private readonly List<string> folders = [];

    private Manifest(string path, FileStream stream)
    {
        Path = path;
        this.stream = stream;
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>How files got to their places.</summary>
    public TransferMode Mode { get; private set; }

    /// <summary>The folder that was organised.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The folder that received the sounds.</summary>
    public string Destination { get; private set; } = "";

    /// <summary>Every file, in the order of the plan.</summary>
    public IReadOnlyList<ManifestItem> Items => items;

    /// <summary>All was done that could be.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The plan is whole. Where it is not, nothing was done.</summary>
    public bool IsPlanned { get; private set; }

    /// <summary>Folders that were made, outer ones first.</summary>
    internal IReadOnlyList<string> Folders => folders;

    /// <summary>Begins a manifest with a plan; nothing else is touched but the folders that lead to it.</summary>
    /// <param name="path">Where it is to lie; nothing may lie there.</param>
    /// <param name="source">The folder that is organised.</param>
    /// <param name="destination">The folder that receives the sounds.</param>
    /// <param name="mode">How.</param>
    /// <param name="plan">Which files go where.</param>
    /// <exception cref="OrganiseException">Something lies there already.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static Manifest Create(string path, string source, string destination, TransferMode mode, IEnumerable<PlannedTransfer> plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        string full = System.IO.Path.GetFullPath(path);
        string[] made = [.. MissingFolders(System.IO.Path.GetDirectoryName(full)!)];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        Manifest manifest;
        try
        {
            manifest = new Manifest(full, new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16));
        }
        catch (IOException e) when (FileContent.IsOccupied(full))
        {
            throw new OrganiseException($"{full} exists already; a manifest is never overwritten.", e);
        }

        manifest.Apply(manifest.Append(new ManifestLine(ManifestEvent.Opened) { Version = Version, Mode = mode, From = source, To = destination }));
        foreach (string folder in made) manifest.Apply(manifest.Append(new ManifestLine(ManifestEvent.Folder) { To = folder }));
        int count = 0;
        foreach (var transfer in plan)
        {
            if (transfer.IsAlreadyThere) continue;
            manifest.Apply(manifest.Append(new ManifestLine(ManifestEvent.Plan) { Item = count++, From = transfer.Sound.Path, To = transfer.Target }));
        }

        manifest.Write(new ManifestLine(ManifestEvent.Planned));
        return manifest;
    }

    /// <summary>Opens a manifest to resume or undo what it records.</summary>
    /// <exception cref="OrganiseException">It is none, is of a later version, or is in use.</exception>
    public static Manifest Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!File.Exists(full)) throw new OrganiseException($"There is no manifest {full}.");
        FileStream stream;
        try
        {
            stream = new FileStream(full, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        }
        catch (IOException e)
        {
            throw new OrganiseException($"The manifest cannot be opened; it may be in use. {e.Message}", e);
        }

        var manifest = new Manifest(full, stream);
        try
        {
            manifest.Load();
            return manifest;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>The folders on the way to one that do not exist yet, outer ones first.</summary>
    internal static IEnumerable<string> MissingFolders(string folder)
    {
        var missing = new Stack<string>();
        for (string? f = folder; f is not null && !Directory.Exists(f); f = System.IO.Path.GetDirectoryName(f)) missing.Push(f);
        return missing;
    }

    /// <summary>
    /// Writes a line and hands it to the system. What announces an act is on the disk when this returns, so that no power cut leaves a file that nothing
    /// records; what says that it was done only where originals are at stake, since the files themselves tell it.
    /// </summary>
    internal void Write(ManifestLine line)
    {
        Apply(Append(line));
        stream.Flush(flushToDisk: Mode == TransferMode.Move || line.Event is not (ManifestEvent.Done or ManifestEvent.Failed or ManifestEvent.Undone or ManifestEvent.Finished));
    }

    private ManifestLine Append(ManifestLine line)
    {
        JsonSerializer.Serialize(stream, line, Format);
        stream.WriteByte((byte)'\n');
        return line;
    }

    private void Load()
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        string text = reader.ReadToEnd();
        // A crash can leave half a line at the end: what it was about to announce was not begun.
        int end = text.LastIndexOf('\n') + 1;
        if (end < text.Length) stream.SetLength(Encoding.UTF8.GetByteCount(text.AsSpan(0, end)));
        stream.Seek(0, SeekOrigin.End);
        int number = 0;
        foreach (var line in text.AsSpan(0, end).EnumerateLines())
        {
            number++;
            if (line.Length == 0) continue;
            Apply(Parse(line, number));
        }

        if (number == 0 || Source.Length == 0) throw new OrganiseException($"{Path} is no manifest of drumai organise.");
    }

    private ManifestLine Parse(ReadOnlySpan<char> text, int number)
    {
        try
        {
            if (JsonSerializer.Deserialize<ManifestLine>(text, Format) is { } line && (number > 1 || line.Event == ManifestEvent.Opened) && IsWhole(line))
            {
                if (line.Version is > Version) throw new OrganiseException($"{Path} was written by a later version of the program.");
                return line;
            }
        }
        catch (JsonException e)
        {
            throw new OrganiseException($"{Path} is no manifest of drumai organise, or was damaged: line {number} makes no sense.", e);
        }

        throw new OrganiseException($"{Path} is no manifest of drumai organise, or was damaged: line {number} lacks something.");
    }

    private bool IsWhole(ManifestLine line) => line.Event switch
    {
        ManifestEvent.Opened => line is { From: not null, To: not null, Mode: not null },
        ManifestEvent.Plan => line is { From: not null, To: not null },
        ManifestEvent.Folder => line.To is not null,
        ManifestEvent.Planned or ManifestEvent.Finished => true,
        _ => line.Item is { } item && item >= 0 && item < items.Count,
    };

    private void Apply(ManifestLine line)
    {
        switch (line.Event)
        {
            case ManifestEvent.Opened:
                (Mode, Source, Destination) = (line.Mode!.Value, line.From!, line.To!);
                break;
            case ManifestEvent.Plan:
                items.Add(new ManifestItem(items.Count, line.From!, line.To!));
                break;
            case ManifestEvent.Planned:
                IsPlanned = true;
                break;
            case ManifestEvent.Folder:
                folders.Add(line.To!);
                break;
            case ManifestEvent.Finished:
                IsFinished = true;
                break;
            default:
                Apply(line, items[line.Item!.Value]);
                break;
        }
    }

    private static void Apply(ManifestLine line, ManifestItem item)
    {
        item.Target = line.To ?? item.Target;
        item.Hash = line.Hash ?? item.Hash;
        item.Problem = line.Message;
        item.State = line.Event switch
        {
            ManifestEvent.Done => TransferState.Done,
            ManifestEvent.Failed => TransferState.Failed,
            ManifestEvent.Restore => TransferState.Restoring,
            ManifestEvent.Undone => TransferState.Undone,
            _ => TransferState.Begun,
        };
    }
}
