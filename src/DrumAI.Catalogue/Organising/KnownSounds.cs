using DrumAI.Audio;
using DrumAI.Catalogue.Import;
using DrumAI.Identity;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Organising;

/// <summary>Looks files up in a catalogue, so that what is known need not be heard again, and what was set by hand holds. For any number of threads.</summary>
public sealed class KnownSounds : IDisposable
{
    private const string Columns = "s.Class, s.Subclass, s.Confidence, s.Kind, s.LabelClass";

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly Statement byPath;
    private readonly Statement byContent;

    /// <summary>Looks up in a catalogue, which must stay open as long.</summary>
    public KnownSounds(SampleCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        connection = catalogue.OpenConnection();
        byPath = new Statement(
            connection,
            $"SELECT {Columns} FROM Files f JOIN Samples s ON s.Id = f.SampleId WHERE f.Path = $1 AND f.Size = $2 AND f.ModifiedTicks = $3 AND s.Class IS NOT NULL",
            3);
        byContent = new Statement(connection, $"SELECT {Columns} FROM Samples s WHERE s.ContentHash = $1 AND s.Class IS NOT NULL", 1);
    }

    /// <summary>What is known of a file: by its path where it has not changed since, otherwise by its content. Null where nothing is.</summary>
    /// <param name="path">Whole path.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public KnownSound? Find(string path)
    {
        var stamp = FileStamp.Of(path);
        if (stamp.Size <= 0) return null;
        lock (gate)
            if (Read(byPath, path, stamp.Size, stamp.ModifiedTicks) is { } known) return known;
        byte[] hash = Convert.FromHexString(ContentHash.OfFile(path));
        lock (gate) return Read(byContent, hash);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byPath.Dispose();
        byContent.Dispose();
        connection.Dispose();
    }

    private static KnownSound? Read(Statement statement, params ReadOnlySpan<object?> values)
    {
        using var reader = statement.Read(values);
        if (!reader.Read()) return null;
        bool isLoop = reader.IsDBNull(4) && !reader.IsDBNull(3) && (SoundKind)reader.GetInt32(3) == SoundKind.Loop;
        return new KnownSound(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? 1 : reader.GetDouble(2), isLoop);
    }
}
