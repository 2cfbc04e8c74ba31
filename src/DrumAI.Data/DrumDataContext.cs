using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DrumAI.Data;

/// <summary>
/// The tables of the shared database and of a lab's feature store, the same on SQLite and on PostgreSQL. Opened by
/// <see cref="DrumDatabase.CreateContext"/>; short-lived, one for each piece of work.
/// </summary>
public abstract class DrumDataContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Sounds.</summary>
    public DbSet<Sample> Samples => Set<Sample>();

    /// <summary>Their descriptors.</summary>
    public DbSet<SampleFeatures> Features => Set<SampleFeatures>();

    /// <summary>Their log-mel pictures and cepstra; empty in the service.</summary>
    public DbSet<SampleSpectra> Spectra => Set<SampleSpectra>();

    /// <summary>Their embeddings.</summary>
    public DbSet<SampleEmbedding> Embeddings => Set<SampleEmbedding>();

    /// <summary>What models say of them.</summary>
    public DbSet<SamplePrediction> Predictions => Set<SamplePrediction>();

    /// <summary>The taxonomy's classes.</summary>
    public DbSet<TaxonomyClass> Classes => Set<TaxonomyClass>();

    /// <summary>The taxonomy's sub-classes.</summary>
    public DbSet<TaxonomySubclass> Subclasses => Set<TaxonomySubclass>();

    /// <summary>Sets of labelled files.</summary>
    public DbSet<DataSet> DataSets => Set<DataSet>();

    /// <summary>Their files.</summary>
    public DbSet<DataSetFile> DataSetFiles => Set<DataSetFile>();

    /// <summary>Accounts.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Each user's last word on a sound's class.</summary>
    public DbSet<ClassVote> ClassVotes => Set<ClassVote>();

    /// <summary>Each user's last word on a sound's sub-class.</summary>
    public DbSet<SubclassVote> SubclassVotes => Set<SubclassVote>();

    /// <summary>Every vote that was cast.</summary>
    public DbSet<VoteEvent> VoteEvents => Set<VoteEvent>();

    /// <summary>Labels agreed on.</summary>
    public DbSet<SampleConsensus> Consensus => Set<SampleConsensus>();

    /// <summary>How each user's votes compare with them.</summary>
    public DbSet<VoterRecord> VoterRecords => Set<VoterRecord>();

    /// <summary>Other hashes of the sounds.</summary>
    public DbSet<SampleAlias> Aliases => Set<SampleAlias>();

    /// <summary>Submissions that were not believed.</summary>
    public DbSet<SetAside> SetAside => Set<SetAside>();

    /// <summary>Models that are, were or may be served.</summary>
    public DbSet<RegisteredModel> Models => Set<RegisteredModel>();

    /// <summary>Their files.</summary>
    public DbSet<ModelFile> ModelFiles => Set<ModelFile>();

    /// <summary>When which of them became current.</summary>
    public DbSet<ModelChange> ModelChanges => Set<ModelChange>();

    /// <summary>Work for workers.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>What models said, hour by hour.</summary>
    public DbSet<ModelActivity> ModelActivity => Set<ModelActivity>();

    /// <summary>What sounds they were asked about, hour by hour.</summary>
    public DbSet<FeatureActivity> FeatureActivity => Set<FeatureActivity>();

    /// <summary>What an operator should look at.</summary>
    public DbSet<Alert> Alerts => Set<Alert>();

    /// <summary>Administrators.</summary>
    public DbSet<Admin> Admins => Set<Admin>();

    /// <summary>Administrators who are logged in.</summary>
    public DbSet<AdminSession> AdminSessions => Set<AdminSession>();

    /// <summary>What administrators did.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>What they said sounds are.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>Values that replicas share.</summary>
    public DbSet<Setting> Settings => Set<Setting>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ConfigureSamples(modelBuilder);
        ConfigureTaxonomyAndSets(modelBuilder);
        ConfigureVotes(modelBuilder);
        ConfigureModels(modelBuilder);
        ConfigureAdministration(modelBuilder);
    }

    private static void ConfigureSamples(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Sample>(sample =>
        {
            sample.ToTable("Samples");
            sample.HasIndex(s => s.Hash).IsUnique();
            sample.HasIndex(s => s.ContentHash).IsUnique();
            sample.HasOne(s => s.Features).WithOne().HasForeignKey<SampleFeatures>(f => f.SampleId).OnDelete(DeleteBehavior.Cascade);
            sample.HasOne(s => s.Spectra).WithOne().HasForeignKey<SampleSpectra>(f => f.SampleId).OnDelete(DeleteBehavior.Cascade);
            sample.HasMany(s => s.Embeddings).WithOne().HasForeignKey(e => e.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SampleFeatures>(features => features.ToTable("Features").HasKey(f => f.SampleId));
        modelBuilder.Entity<SampleSpectra>(spectra => spectra.ToTable("Spectra").HasKey(f => f.SampleId));
        modelBuilder.Entity<SampleEmbedding>(embedding => embedding.ToTable("Embeddings").HasKey(e => new { e.SampleId, e.Model }));
        modelBuilder.Entity<SampleAlias>(alias =>
        {
            alias.ToTable("Aliases").HasKey(a => a.Hash);
            alias.HasOne<Sample>().WithMany().HasForeignKey(a => a.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SamplePrediction>(prediction =>
        {
            prediction.ToTable("Predictions").HasKey(p => new { p.SampleId, p.Model });
            prediction.HasOne<Sample>().WithMany().HasForeignKey(p => p.SampleId).OnDelete(DeleteBehavior.Cascade);
            prediction.HasOne<TaxonomyClass>().WithMany().HasForeignKey(p => p.ClassId).OnDelete(DeleteBehavior.Restrict);
            prediction.HasOne<TaxonomySubclass>().WithMany().HasForeignKey(p => p.SubclassId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void ConfigureTaxonomyAndSets(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TaxonomyClass>(drumClass =>
        {
            drumClass.ToTable("Classes").HasIndex(c => c.Name).IsUnique();
            drumClass.Property(c => c.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<TaxonomySubclass>(subclass =>
        {
            subclass.ToTable("Subclasses").HasIndex(s => s.Name).IsUnique();
            subclass.Property(s => s.Id).ValueGeneratedNever();
            subclass.HasOne<TaxonomyClass>().WithMany().HasForeignKey(s => s.ClassId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<DataSet>(set =>
        {
            set.ToTable("DataSets").HasIndex(s => s.Name).IsUnique();
            set.HasMany(s => s.Files).WithOne().HasForeignKey(f => f.DataSetId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<DataSetFile>(file =>
        {
            file.ToTable("DataSetFiles").HasIndex(f => new { f.DataSetId, f.Path }).IsUnique();
            file.HasOne<Sample>().WithMany().HasForeignKey(f => f.SampleId).OnDelete(DeleteBehavior.SetNull);
            file.HasOne<TaxonomyClass>().WithMany().HasForeignKey(f => f.ClassId).OnDelete(DeleteBehavior.Restrict);
            file.HasOne<TaxonomySubclass>().WithMany().HasForeignKey(f => f.SubclassId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void ConfigureVotes(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("Users");
            user.HasIndex(u => u.PublicId).IsUnique();
            user.HasIndex(u => u.TokenHash).IsUnique();
            user.HasIndex(u => new { u.AddressBlock, u.CreatedAt });
        });
        modelBuilder.Entity<ClassVote>(vote =>
        {
            vote.ToTable("ClassVotes").HasKey(v => new { v.UserId, v.SampleId });
            vote.HasIndex(v => v.SampleId);
            vote.HasOne<User>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Cascade);
            vote.HasOne<Sample>().WithMany().HasForeignKey(v => v.SampleId).OnDelete(DeleteBehavior.Cascade);
            vote.HasOne<TaxonomyClass>().WithMany().HasForeignKey(v => v.ClassId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<SubclassVote>(vote =>
        {
            vote.ToTable("SubclassVotes").HasKey(v => new { v.UserId, v.SampleId });
            vote.HasIndex(v => v.SampleId);
            vote.HasOne<ClassVote>().WithOne().HasForeignKey<SubclassVote>(v => new { v.UserId, v.SampleId }).OnDelete(DeleteBehavior.Cascade);
            vote.HasOne<TaxonomySubclass>().WithMany().HasForeignKey(v => v.SubclassId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<VoteEvent>(vote =>
        {
            vote.ToTable("VoteEvents").HasIndex(v => v.UserId);
            vote.HasOne<User>().WithMany().HasForeignKey(v => v.UserId).OnDelete(DeleteBehavior.Cascade);
            vote.HasOne<Sample>().WithMany().HasForeignKey(v => v.SampleId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SampleConsensus>(consensus =>
        {
            consensus.ToTable("Consensus").HasKey(c => c.SampleId);
            consensus.HasIndex(c => c.SettledAt);
            consensus.HasOne<Sample>().WithOne().HasForeignKey<SampleConsensus>(c => c.SampleId).OnDelete(DeleteBehavior.Cascade);
            consensus.HasOne<TaxonomyClass>().WithMany().HasForeignKey(c => c.ClassId).OnDelete(DeleteBehavior.Restrict);
            consensus.HasOne<TaxonomySubclass>().WithMany().HasForeignKey(c => c.SubclassId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<VoterRecord>(record =>
        {
            record.ToTable("VoterRecords").HasKey(r => r.UserId);
            record.HasIndex(r => r.Total);
            record.HasOne<User>().WithOne().HasForeignKey<VoterRecord>(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<SetAside>(submission =>
        {
            submission.ToTable("SetAside");
            submission.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Setting>().ToTable("Settings").HasKey(s => s.Name);
    }

    private static void ConfigureModels(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RegisteredModel>(model =>
        {
            model.ToTable("Models");
            model.HasIndex(m => m.Name).IsUnique();
            model.HasIndex(m => m.Version).IsUnique();
            model.HasIndex(m => m.Status).IsUnique().HasFilter($"\"Status\" = {(int)ModelStatus.Current}");
            model.HasOne<RegisteredModel>().WithMany().HasForeignKey(m => m.ParentId).OnDelete(DeleteBehavior.Restrict);
            model.HasMany(m => m.Files).WithOne().HasForeignKey(f => f.ModelId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ModelFile>().ToTable("ModelFiles").HasKey(f => new { f.ModelId, f.Name });
        modelBuilder.Entity<ModelChange>(change =>
        {
            change.ToTable("ModelChanges");
            change.HasOne<RegisteredModel>().WithMany().HasForeignKey(c => c.ModelId).OnDelete(DeleteBehavior.Restrict);
            change.HasOne<RegisteredModel>().WithMany().HasForeignKey(c => c.ReplacedId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Job>(job =>
        {
            job.ToTable("Jobs");
            job.HasIndex(j => j.Status);
            job.HasIndex(j => j.Kind).IsUnique().HasFilter($"\"Status\" = {(int)JobStatus.Queued}");
        });
        modelBuilder.Entity<ModelActivity>(activity =>
        {
            activity.ToTable("ModelActivity").HasKey(a => new { a.Hour, a.ModelId, a.ClassId });
            activity.HasOne<RegisteredModel>().WithMany().HasForeignKey(a => a.ModelId).OnDelete(DeleteBehavior.Cascade);
            activity.HasOne<TaxonomyClass>().WithMany().HasForeignKey(a => a.ClassId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<FeatureActivity>(activity =>
        {
            activity.ToTable("FeatureActivity").HasKey(a => new { a.Hour, a.ModelId, a.Feature, a.Bin });
            activity.HasOne<RegisteredModel>().WithMany().HasForeignKey(a => a.ModelId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Alert>(alert =>
        {
            alert.ToTable("Alerts");
            alert.HasIndex(a => new { a.Kind, a.Subject }).IsUnique().HasFilter("\"ClearedAt\" IS NULL");
            alert.HasIndex(a => a.RaisedAt);
        });
    }

    private static void ConfigureAdministration(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Admin>().ToTable("Admins").HasIndex(a => a.NormalizedName).IsUnique();
        modelBuilder.Entity<AdminSession>(session =>
        {
            session.ToTable("AdminSessions").HasKey(s => s.Id);
            session.HasOne<Admin>().WithMany().HasForeignKey(s => s.AdminId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<AuditEntry>().ToTable("AuditEntries");
        modelBuilder.Entity<Decision>(decision =>
        {
            decision.ToTable("Decisions").HasIndex(d => d.SampleId);
            decision.HasOne<Sample>().WithMany().HasForeignKey(d => d.SampleId).OnDelete(DeleteBehavior.Cascade);
            decision.HasOne<TaxonomyClass>().WithMany().HasForeignKey(d => d.ClassId).OnDelete(DeleteBehavior.Restrict);
            decision.HasOne<TaxonomySubclass>().WithMany().HasForeignKey(d => d.SubclassId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
