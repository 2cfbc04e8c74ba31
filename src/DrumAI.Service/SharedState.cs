using DrumAI.Classification;
using DrumAI.Data;
using DrumAI.Data.Jobs;
using DrumAI.Data.Registry;
using DrumAI.Service.Accounts;
using DrumAI.Service.Corrections;
using DrumAI.Service.Registry;
using DrumAI.Taxonomy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DrumAI.Service;

/// <summary>What is read once, when the service starts.</summary>
internal sealed record SharedState(
    ServiceOptions Options,
    DrumDatabase Database,
    ModelRegistry Registry,
    ServedModels Models,
    TaxonomyIds Taxonomy,
    AddressBlocks Blocks,
    FingerprintTable Fingerprints)
{
    /// <exception cref="DatabaseException">The database holds what the service must not have.</exception>
    public static async Task<SharedState> LoadAsync(
        DrumDatabase database, ModelPackage shipped, DrumClassifier classifier, ServiceOptions options, CancellationToken cancellation)
    {
        var fingerprints = new FingerprintTable();
        await using (var context = database.CreateContext())
        {
            if (await context.Spectra.AnyAsync(cancellation))
            {
                throw new DatabaseException(
                    "The database holds log-mel pictures or cepstra, from which sounds could be drawn again: it is a lab's feature store. "
                    + "The service keeps no such thing; give it a database of its own.");
            }

            await fingerprints.RefreshAsync(context, cancellation);
        }

        var registry = new ModelRegistry(database);
        return new SharedState(
            options,
            database,
            registry,
            new ServedModels(await ModelStart.LoadAsync(registry, shipped, classifier, cancellation)),
            await TaxonomyIds.LoadAsync(database, cancellation),
            await AddressBlocks.LoadAsync(database, cancellation),
            fingerprints);
    }

    /// <summary>Makes it known to whoever needs it; the container disposes of it in the end.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(Options);
        services.AddSingleton(_ => Database);
        services.AddSingleton(Registry);
        services.AddSingleton(new JobBoard(Database));
        services.AddSingleton(_ => Models);
        services.AddSingleton(DrumTaxonomy.Default);
        services.AddSingleton(Taxonomy);
        services.AddSingleton(Blocks);
        services.AddSingleton(Fingerprints);
    }
}
