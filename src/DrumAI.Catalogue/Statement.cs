using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue;

/// <summary>A prepared command that runs many times: for work on masses of rows, where objects would cost more than the work.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    /// <param name="connection">Where it runs.</param>
    /// <param name="sql">Its parameters are called <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="parameterCount">How many parameters there are.</param>
    public Statement(SqliteConnection connection, string sql, int parameterCount)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 1; i <= parameterCount; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of its first row; null where there is none.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    /// <summary>Its rows.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return command.ExecuteReader();
    }

    /// <summary>The numbers in the first column of its rows.</summary>
    public List<long> ReadIds(params ReadOnlySpan<object?> values)
    {
        using var reader = Read(values);
        var ids = new List<long>();
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    public void Dispose() => command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
