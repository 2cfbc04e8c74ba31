using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DrumAI.Data;

/// <summary>How <c>dotnet ef</c> makes the contexts when a migration is written; <c>scripts/migration.sh</c> calls it for both.</summary>
internal sealed class DesignTimeContexts : IDesignTimeDbContextFactory<SqliteDataContext>, IDesignTimeDbContextFactory<PostgresDataContext>
{
    SqliteDataContext IDesignTimeDbContextFactory<SqliteDataContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDataContext>().UseSqlite("Data Source=:memory:").Options);

    PostgresDataContext IDesignTimeDbContextFactory<PostgresDataContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDataContext>().UseNpgsql("Host=localhost").Options);
}
