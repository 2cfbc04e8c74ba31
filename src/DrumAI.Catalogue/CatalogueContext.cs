using DrumAI.Catalogue.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DrumAI.Catalogue;

/// <summary>The catalogue's tables. Opened by <see cref="SampleCatalogue.CreateContext"/>; short-lived, one for each piece of work.</summary>
public sealed class CatalogueContext(DbContextOptions<CatalogueContext> options) : DbContext(options)
{
    /// <summary>Sounds, and all that lists show of them.</summary>
    public DbSet<DrumSample> Samples => Set<DrumSample>();

    /// <summary>Files, readable or not.</summary>
    public DbSet<SampleFile> Files => Set<SampleFile>();

    /// <summary>The folders that were added.</summary>
    public DbSet<LibraryFolder> Folders => Set<LibraryFolder>();

    /// <summary>What the network put out.</summary>
    public DbSet<SamplePrediction> Predictions => Set<SamplePrediction>();

    /// <summary>Descriptors over time.</summary>
    public DbSet<SampleFeatures> Features => Set<SampleFeatures>();

    /// <summary>The musician's tags.</summary>
    public DbSet<Tag> Tags => Set<Tag>();

    /// <summary>Which sound bears which tag.</summary>
    public DbSet<SampleTag> SampleTags => Set<SampleTag>();

    /// <summary>The musician's own classes.</summary>
    public DbSet<OwnClass> OwnClasses => Set<OwnClass>();

    /// <summary>What a shared service was told, and what others say there.</summary>
    public DbSet<SampleSharing> Sharing => Set<SampleSharing>();

    /// <summary>What was done by hand.</summary>
    public DbSet<Edit> Edits => Set<Edit>();

    /// <summary>What that changed.</summary>
    public DbSet<EditItem> EditItems => Set<EditItem>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DrumSample>(ConfigureSample);
        modelBuilder.Entity<SampleFile>(file =>
        {
            file.ToTable("Files");
            file.HasIndex(f => f.Path).IsUnique();
            file.HasIndex(f => f.ErrorCode).HasFilter("ErrorCode IS NOT NULL");
            file.HasOne(f => f.Folder).WithMany(f => f.Files).OnDelete(DeleteBehavior.Cascade);
            file.HasOne(f => f.Sample).WithMany(s => s.Files).OnDelete(DeleteBehavior.SetNull);
        });
        modelBuilder.Entity<LibraryFolder>(folder =>
        {
            folder.ToTable("Folders");
            folder.HasIndex(f => f.Path).IsUnique();
        });
        modelBuilder.Entity<SamplePrediction>(prediction => prediction.ToTable("Predictions").HasKey(p => p.SampleId));
        modelBuilder.Entity<SampleFeatures>(features => features.ToTable("Features").HasKey(f => f.SampleId));
        modelBuilder.Entity<Tag>(tag =>
        {
            tag.ToTable("Tags");
            tag.Property(t => t.Name).UseCollation("NOCASE");
            tag.HasIndex(t => t.Name).IsUnique();
        });
        modelBuilder.Entity<OwnClass>(own =>
        {
            own.ToTable("OwnClasses");
            own.Property(c => c.Name).UseCollation("NOCASE");
            own.HasIndex(c => c.Name).IsUnique();
        });
        modelBuilder.Entity<SampleSharing>(sharing =>
        {
            sharing.ToTable("SampleSharing").HasKey(s => s.SampleId);
            sharing.HasIndex(s => s.ItemId).HasFilter("ItemId IS NOT NULL");
            sharing.HasIndex(s => s.ConsensusClass).HasFilter("ConsensusClass IS NOT NULL");
            sharing.HasOne<DrumSample>().WithOne().HasForeignKey<SampleSharing>(s => s.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Edit>().ToTable("Edits");
        modelBuilder.Entity<EditItem>(item =>
        {
            item.ToTable("EditItems");
            item.HasOne(i => i.Edit).WithMany(e => e.Items);
            item.HasOne<DrumSample>().WithMany().HasForeignKey(i => i.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void ConfigureSample(EntityTypeBuilder<DrumSample> sample)
    {
        sample.ToTable("Samples");
        sample.HasIndex(s => s.ContentHash).IsUnique();
        // The database computes what is shown from what was heard and what was said, so that the three cannot contradict each other.
        sample.Property(s => s.Class).HasComputedColumnSql("COALESCE(LabelClass, PredictedClass)", stored: true);
        sample.Property(s => s.Subclass).HasComputedColumnSql("CASE WHEN LabelClass IS NULL THEN PredictedSubclass ELSE LabelSubclass END", stored: true);
        sample.Property(s => s.Confidence).HasComputedColumnSql("CASE WHEN LabelClass IS NULL THEN PredictedConfidence ELSE 1.0 END", stored: true);
        sample.HasIndex(s => new { s.IsPresent, s.Stage });
        sample.HasIndex(s => s.Class);
        sample.HasIndex(s => s.Subclass);
        sample.HasIndex(s => s.Path);
        sample.HasIndex(s => s.IsFavourite).HasFilter("IsFavourite");
        sample.HasIndex(s => s.LabelClass).HasFilter("LabelClass IS NOT NULL");
        sample.HasOne(s => s.Prediction).WithOne().HasForeignKey<SamplePrediction>(p => p.SampleId).OnDelete(DeleteBehavior.Cascade);
        sample.HasOne(s => s.Features).WithOne().HasForeignKey<SampleFeatures>(f => f.SampleId).OnDelete(DeleteBehavior.Cascade);
        sample.HasMany(s => s.Tags).WithMany(t => t.Samples).UsingEntity<SampleTag>(
            link => link.HasOne<Tag>().WithMany().HasForeignKey(t => t.TagId),
            link => link.HasOne<DrumSample>().WithMany().HasForeignKey(t => t.SampleId),
            link => link.ToTable("SampleTags").HasKey(t => new { t.SampleId, t.TagId }));
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
