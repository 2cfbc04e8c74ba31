using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(DrumAI.Data.Tests.Databases.PostgresServer))]

namespace DrumAI.Data.Tests.Databases;

/// <summary>
/// A PostgreSQL server of the tests' own: Debian's programs on a new folder, port and socket, started when a test first asks and stopped with the
/// last. Where there is none, tests that ask are skipped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly string? Programs = FindPrograms();
    private readonly SemaphoreSlim starting = new(1, 1);
    private string? folder;
    private int port;
    private int databaseCount;

    /// <summary>Makes an empty database; the running test is skipped where no server can be had.</summary>
    /// <returns>How to reach it.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed: there is no /usr/lib/postgresql/*/bin/initdb.");
        await EnsureStartedAsync();
        string name = $"test{Interlocked.Increment(ref databaseCount)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Kills what the server does at once, as a crash would, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await RunAsync("pg_ctl", "-D", DataFolder, "-m", "immediate", "-w", "stop");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null) return;
        await RunAsync("pg_ctl", "-D", DataFolder, "-m", "immediate", "-w", "stop");
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private string DataFolder => Path.Combine(folder!, "data");

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    private async Task EnsureStartedAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (folder is not null) return;
            string made = Directory.CreateTempSubdirectory("drumai-postgres-").FullName;
            if (Environment.IsPrivilegedProcess) await RunToEndAsync("chown", "postgres", made);
            folder = made;
            await RunAsync("initdb", "-D", DataFolder, "-U", "postgres", "--auth=trust", "--no-locale", "-E", "UTF8", "--no-sync");
            port = FreePort();
            await StartAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    private Task StartAsync() => RunAsync(
        "pg_ctl", "-D", DataFolder, "-l", Path.Combine(folder!, "log"), "-w",
        "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200", "start");

    /// <summary>Runs one of PostgreSQL's programs, which refuse to be run by root.</summary>
    private static Task RunAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? RunToEndAsync("runuser", ["-u", "postgres", "--", path, .. arguments])
            : RunToEndAsync(path, arguments);
    }

    /// <summary>The server inherits what its starter has open, so nothing of it is read: it would never end.</summary>
    private static async Task RunToEndAsync(string program, params string[] arguments)
    {
        string[] all = ["-c", "cd / && exec \"$0\" \"$@\" > /dev/null 2>&1 < /dev/null", program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", all))!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(v => Path.Combine(v, "bin"))
            .Where(b => File.Exists(Path.Combine(b, "initdb"))).OrderByDescending(b => b, StringComparer.Ordinal).FirstOrDefault()
        : null;
}
