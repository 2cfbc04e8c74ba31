using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace DrumAI.Catalogue;

/// <summary>How <c>dotnet ef</c> makes a context when a migration is written.</summary>
internal sealed class CatalogueContextFactory : IDesignTimeDbContextFactory<CatalogueContext>
{
    public CatalogueContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<CatalogueContext>().UseSqlite("Data Source=:memory:").Options);
}
