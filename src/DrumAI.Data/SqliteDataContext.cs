using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data;

/// <summary>The tables on SQLite; exists so that SQLite has migrations of its own.</summary>
public sealed class SqliteDataContext(DbContextOptions<SqliteDataContext> options) : DrumDataContext(options);
