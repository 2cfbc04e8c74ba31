using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data;

/// <summary>The tables on PostgreSQL; exists so that PostgreSQL has migrations of its own.</summary>
public sealed class PostgresDataContext(DbContextOptions<PostgresDataContext> options) : DrumDataContext(options);
