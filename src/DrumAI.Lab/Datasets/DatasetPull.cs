using System.Security.Cryptography;
using System.Text.Json;
using DrumAI.Files;

namespace DrumAI.Lab.Datasets;

/// <summary>Fetches a data set into a folder: its sounds under their own names, licences beside them, and <c>origin.json</c>, which says where they came from.</summary>
/// <param name="definition">The set.</param>
/// <param name="folder">Folder to fill. Downloads that broke off wait in <c>.download</c> within it.</param>
/// <param name="tell">Told what is done, line by line.</param>
/// <param name="progress">Told bytes done and in all.</param>
internal sealed class DatasetPull(DatasetDefinition definition, string folder, Action<string> tell, Action<long, long?>? progress = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly string[] SoundFonts = [".sf2", ".sf3"];

    private string Downloads => Path.Combine(folder, ".download");

    /// <summary>Fetches from each origin that has an address or is a package.</summary>
    /// <exception cref="IOException">An origin cannot be had.</exception>
    /// <exception cref="InvalidDataException">What came is not what the definition says, or the definition names no origin.</exception>
    public async Task FromOriginsAsync(CancellationToken cancellation)
    {
        var origins = definition.Origins.Where(o => o.Url is not null || o.Debian is not null).ToArray();
        if (origins.Length == 0) throw new InvalidDataException($"{definition.Name} has no address to fetch from; give your copy with --from.");
        Directory.CreateDirectory(Downloads);
        foreach (var origin in origins)
        {
            string file = origin.Debian is not null ? await FetchPackageAsync(origin, cancellation) : await FetchAsync(origin, cancellation);
            await TakeArchiveAsync(file, origin, cancellation);
        }

        Directory.Delete(Downloads, recursive: true);
    }

    /// <summary>Takes a local folder or archive instead.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no sounds.</exception>
    public async Task FromLocalAsync(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            await TakeFolderAsync(path, new DatasetOrigin { Home = path }, cancellation);
            return;
        }

        if (!File.Exists(path)) throw new FileNotFoundException($"There is no {path}.");
        string hash = await HashAsync(path, cancellation);
        var known = definition.Origins.FirstOrDefault(o => o.Sha256 is not null && o.Sha256.Equals(hash, StringComparison.OrdinalIgnoreCase));
        tell(known is null ? $"{path} has the checksum {hash}, which the definition does not know." : $"{path} is {known}: its checksum agrees.");
        Directory.CreateDirectory(Downloads);
        await TakeArchiveAsync(path, known ?? new DatasetOrigin { Home = path, Sha256 = hash }, cancellation);
        Directory.Delete(Downloads, recursive: true);
    }

    private async Task<string> FetchAsync(DatasetOrigin origin, CancellationToken cancellation)
    {
        var address = new Uri(origin.Url!);
        string file = Path.Combine(Downloads, Path.GetFileName(address.LocalPath));
        if (!File.Exists(file))
        {
            tell($"fetching {address}");
            using var client = new HttpClient();
            await new HttpDownload(client, progress).FetchAsync(address, file, cancellation);
        }

        await CheckAsync(file, origin, cancellation);
        return file;
    }

    /// <summary>Apt checks the archive's signatures; the definition's checksum holds for the version it names.</summary>
    private async Task<string> FetchPackageAsync(DatasetOrigin origin, CancellationToken cancellation)
    {
        tell($"fetching the Debian package {origin.Debian}");
        await ExternalProgram.RunAsync("apt-get", Downloads, ["-o", "APT::Sandbox::User=root", "download", origin.Debian!], cancellation);
        string file = Directory.GetFiles(Downloads, $"{origin.Debian}_*.deb").Single();
        string version = Uri.UnescapeDataString(Path.GetFileName(file).Split('_')[1]);
        if (version == origin.Version) await CheckAsync(file, origin, cancellation);
        else tell($"this is version {version}; the definition was written for {origin.Version}");
        return file;
    }

    private async Task CheckAsync(string file, DatasetOrigin origin, CancellationToken cancellation)
    {
        string hash = await HashAsync(file, cancellation);
        if (origin.Sha256 is null)
        {
            tell($"SHA-256 {hash}; the definition has no checksum to compare it with");
            return;
        }

        if (hash.Equals(origin.Sha256, StringComparison.OrdinalIgnoreCase)) return;
        File.Delete(file);
        throw new InvalidDataException($"What {origin} gave has the checksum {hash}, not {origin.Sha256}; it was thrown away.");
    }

    private async Task TakeArchiveAsync(string file, DatasetOrigin origin, CancellationToken cancellation)
    {
        string unpacked = Path.Combine(Downloads, "unpacked");
        if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
        await Archive.UnpackAsync(file, unpacked, cancellation);
        await TakeFolderAsync(unpacked, origin, cancellation);
    }

    private async Task TakeFolderAsync(string from, DatasetOrigin origin, CancellationToken cancellation)
    {
        // A chain of folders that hold nothing but one another is packing: usr/share/... of a package, the commit's folder of a repository.
        var files = Directory.GetFiles(from, "*", SearchOption.AllDirectories);
        var sounds = SoundWalk.Of([from]).Where(f => f.Error is null && f.IsWanted()).Select(f => f.Path).ToArray();
        var fonts = files.Where(f => SoundFonts.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).DistinctBy(Path.GetFileName).ToArray();
        if (sounds.Length == 0 && fonts.Length == 0) throw new InvalidDataException($"{origin} holds no sounds.");
        string root = CommonFolder([.. sounds, .. fonts]);
        foreach (string sound in sounds) Copy(sound, Path.Combine(folder, Path.GetRelativePath(root, sound)));
        string name = origin.Debian ?? definition.Name;
        foreach (string licence in files.Where(IsLicence)) Copy(licence, Path.Combine(folder, "licences", name, Path.GetRelativePath(from, licence)));
        int rendered = 0;
        foreach (string font in fonts)
        {
            tell($"rendering {Path.GetFileName(font)}");
            rendered += await new SoundFontRenderer(font).RenderAsync(Path.Combine(folder, Path.GetFileNameWithoutExtension(font)), cancellation);
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder, fonts.Length + sounds.Length > 0 && definition.Origins.Count > 1 ? $"origin-{name}.json" : "origin.json"),
            JsonSerializer.Serialize(new { dataset = definition.Name, origin = origin.ToString(), origin.Version, origin.Sha256, definition.Licence, sounds = sounds.Length + rendered }, Json), cancellation);
        tell($"{sounds.Length + rendered} sounds in {folder}");
    }

    private static bool IsLicence(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return name.StartsWith("licen", StringComparison.OrdinalIgnoreCase) || name.Equals("copyright", StringComparison.OrdinalIgnoreCase)
            || name.Equals("copying", StringComparison.OrdinalIgnoreCase);
    }

    private static string CommonFolder(string[] files)
    {
        string folder = Path.GetDirectoryName(files[0])!;
        while (!files.All(f => f.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to + ".part", overwrite: true);
        File.Move(to + ".part", to, overwrite: true);
    }

    private static async Task<string> HashAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }
}
