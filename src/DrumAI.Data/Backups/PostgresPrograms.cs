using System.Diagnostics;
using Npgsql;

namespace DrumAI.Data.Backups;

/// <summary>PostgreSQL's own programs <c>pg_dump</c> and <c>pg_restore</c>: found on the path, or where Debian has them.</summary>
internal static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>Runs one. It learns from its environment how to reach the database, so no password stands on a command line.</summary>
    /// <exception cref="DatabaseException">It is not there, or it failed.</exception>
    public static async Task RunAsync(string program, string connectionString, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in Environment(new NpgsqlConnectionStringBuilder(connectionString))) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            string errors = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0) throw new DatabaseException($"{program} failed: {errors.Trim()}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>The newest that there is: it must not be older than the server.</summary>
    private static string Find(string program)
    {
        string file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        // Debian's program on the path picks a version by its own rules; the versions themselves lie here.
        var folders = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out int version) ? version : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(path).Select(f => Path.Combine(f, file)).FirstOrDefault(File.Exists)
            ?? throw new DatabaseException(
                $"{program} was not found on the path nor under {DebianFolder}. It comes with PostgreSQL's client programs, in a version not older than the server (Debian: apt-get install postgresql-client).");
    }

    private static Dictionary<string, string> Environment(NpgsqlConnectionStringBuilder settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = settings.Host!,
            ["PGPORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PGDATABASE"] = settings.Database ?? settings.Username ?? "postgres",
            ["PGSSLMODE"] = settings.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            },
        };
        if (settings.Username is { } user) environment["PGUSER"] = user;
        if (settings.Password is { } password) environment["PGPASSWORD"] = password;
        if (settings.Passfile is { } passfile) environment["PGPASSFILE"] = passfile;
        if (settings.RootCertificate is { } certificate) environment["PGSSLROOTCERT"] = certificate;
        return environment;
    }
}
