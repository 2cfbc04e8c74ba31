using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Import;

/// <summary>
/// Gathers results and writes them in transactions that are short, so that other programs get their turn, and seldom, since each waits for the disk.
/// </summary>
internal sealed class WriteBatch<TResult>(SqliteConnection connection, Action<TResult> write)
{
    private const int MaxSize = 256;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(300);

    private readonly List<TResult> results = [];
    private long begun;

    /// <summary>Takes a result; writes when enough have come together.</summary>
    public void Add(TResult result)
    {
        if (results.Count == 0) begun = Environment.TickCount64;
        results.Add(result);
        if (results.Count >= MaxSize) Commit();
        else CommitIfDue();
    }

    /// <summary>Writes what has waited long enough.</summary>
    public void CommitIfDue()
    {
        if (results.Count > 0 && Environment.TickCount64 - begun >= MaxAge.TotalMilliseconds) Commit();
    }

    /// <summary>Writes what there is.</summary>
    public void Commit()
    {
        if (results.Count == 0) return;
        WriteTransaction.Run(connection, () =>
        {
            foreach (var result in results) write(result);
        });
        results.Clear();
    }
}
