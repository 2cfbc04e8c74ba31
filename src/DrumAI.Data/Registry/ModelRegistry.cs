using System.Data.Common;
using System.Text.Json.Nodes;
using DrumAI.Classification;
using DrumAI.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Data.Registry;

/// <summary>
/// The models that a service knows, in its database. One at most is current, and every replica serves that one. Models are added and their status
/// changes; nothing else of them ever does. Any number of threads may ask.
/// </summary>
public sealed class ModelRegistry(DrumDatabase database)
{
    /// <summary>All models, the newest first; without their files.</summary>
    public Task<List<RegisteredModel>> ListAsync(CancellationToken cancellation = default) =>
        database.RunAsync(context => context.Models.OrderByDescending(m => m.Id).ToListAsync(cancellation));

    /// <summary>The model that is served; null before the first service has started on this database.</summary>
    public Task<RegisteredModel?> CurrentAsync(CancellationToken cancellation = default) =>
        database.RunAsync(context => context.Models.SingleOrDefaultAsync(m => m.Status == ModelStatus.Current, cancellation));

    /// <summary>A model by its version or its whole name; null where there is none.</summary>
    public Task<RegisteredModel?> FindAsync(string version, CancellationToken cancellation = default) =>
        database.RunAsync(context => context.Models.SingleOrDefaultAsync(m => m.Version == version || m.Name == version, cancellation));

    /// <summary>When which model became current, the latest first.</summary>
    public Task<List<ModelChange>> HistoryAsync(CancellationToken cancellation = default) =>
        database.RunAsync(context => context.ModelChanges.OrderByDescending(c => c.Id).ToListAsync(cancellation));

    /// <summary>Reads a model's files, and checks each against its hash.</summary>
    /// <exception cref="ModelException">They are damaged, or not those that were registered.</exception>
    public async Task<ModelPackage> ReadAsync(RegisteredModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var files = await database.RunAsync(context => context.ModelFiles.Where(f => f.ModelId == model.Id).ToDictionaryAsync(f => f.Name, f => f.Content, StringComparer.Ordinal, cancellation));
        if (files.Count == 0) throw new ModelException($"The files of {model.Name} are no longer kept.");
        var package = ModelPackage.Parse(files);
        return package.Card.Id == model.Name && package.Card.Files[ModelCard.NetworkFileName] == model.NetworkHash
            ? package
            : throw new ModelException($"The files of {model.Name} are not those that were registered.");
    }

    /// <summary>Reads a file without checking it; null where there is no such model, or it has no such file.</summary>
    /// <param name="version">The model's version or whole name.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<byte[]?> ReadFileAsync(string version, string name, CancellationToken cancellation = default) => database.RunAsync(context => (
        from model in context.Models
        where model.Version == version || model.Name == version
        join file in context.ModelFiles on model.Id equals file.ModelId
        where file.Name == name
        select file.Content).SingleOrDefaultAsync(cancellation));

    /// <summary>The hash of each file, by model and name.</summary>
    /// <param name="modelId">Of this model alone; null for all.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> FileHashesAsync(int? modelId = null, CancellationToken cancellation = default)
    {
        var rows = await database.RunAsync(context => context.ModelFiles.Where(f => modelId == null || f.ModelId == modelId)
            .Select(f => new { f.ModelId, f.Name, f.Hash }).ToListAsync(cancellation));
        return rows.GroupBy(r => r.ModelId).ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, string>)g.ToDictionary(r => r.Name, r => r.Hash, StringComparer.Ordinal));
    }

    /// <summary>Adds a model as a candidate; one that is known already stays as it is.</summary>
    /// <param name="package">The model. That it can be loaded is checked when it is promoted.</param>
    /// <param name="registration">What is said of it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Its row, and whether that is new.</returns>
    /// <exception cref="RegistryException">Another model has its version.</exception>
    public async Task<(RegisteredModel Model, bool IsNew)> RegisterAsync(ModelPackage package, Registration registration, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(registration);
        try
        {
            return await database.RunAsync(context => AddAsync(context, package, registration, cancellation));
        }
        catch (DbUpdateException)
        {
            // Another replica was first.
            return await database.RunAsync(context => AddAsync(context, package, registration, cancellation));
        }
    }

    /// <summary>Makes a model current, and retires the one that was. It is loaded and heard with first: what cannot be served never becomes current.</summary>
    /// <param name="version">Its version or whole name.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="guard">Called within the transaction; what it throws undoes everything.</param>
    /// <param name="expected">Id of the model that must still be current; null where that does not matter.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="RegistryException">There is no such model, it is current already, or another change was faster.</exception>
    /// <exception cref="ModelException">It cannot be served.</exception>
    public async Task<ModelChange> PromoteAsync(
        string version, string by, string reason, Func<DrumDataContext, Task>? guard = null, int? expected = null, CancellationToken cancellation = default)
    {
        var model = await FindAsync(version, cancellation) ?? throw new RegistryException($"There is no model {version}.");
        return await MakeCurrentAsync(model, by, reason, isRollBack: false, expected, guard, cancellation);
    }

    /// <summary>Goes back to the model that the current one replaced when it was promoted. A second call goes back further.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="RegistryException">There is no earlier model, or another change was faster.</exception>
    /// <exception cref="ModelException">The earlier one cannot be served any more.</exception>
    public async Task<ModelChange> RollBackAsync(string by, string reason, CancellationToken cancellation = default)
    {
        var current = await CurrentAsync(cancellation) ?? throw new RegistryException("No model is current.");
        var previous = await database.RunAsync(async context =>
        {
            var change = await context.ModelChanges.Where(c => c.ModelId == current.Id && !c.IsRollBack).OrderByDescending(c => c.Id).FirstOrDefaultAsync(cancellation);
            return change?.ReplacedId is { } id ? await context.Models.SingleAsync(m => m.Id == id, cancellation) : null;
        });
        if (previous is null) throw new RegistryException($"There was no model before {current.Name}.");
        return await MakeCurrentAsync(previous, by, reason, isRollBack: true, current.Id, guard: null, cancellation);
    }

    private static async Task<(RegisteredModel Model, bool IsNew)> AddAsync(
        DrumDataContext context, ModelPackage package, Registration registration, CancellationToken cancellation)
    {
        var card = package.Card;
        string hash = card.Files[ModelCard.NetworkFileName];
        if (await context.Models.SingleOrDefaultAsync(m => m.Name == card.Id || m.Version == card.Version, cancellation) is { } known)
            return known.NetworkHash == hash && known.Name == card.Id ? (known, false) : throw new RegistryException($"Another model has the version {card.Version}.");
        var parent = card.Parent is null ? null : await context.Models.SingleOrDefaultAsync(m => m.Name == card.Parent, cancellation);
        var model = new RegisteredModel
        {
            Name = card.Id,
            Version = card.Version,
            Status = ModelStatus.Candidate,
            FrontEnd = card.FrontEnd,
            Taxonomy = card.Taxonomy,
            EmbeddingSize = card.EmbeddingSize,
            Embedding = card.EmbeddingId,
            Inputs = new JsonObject { [NetworkContract.Input] = new JsonArray([.. card.InputShape.Select(d => JsonValue.Create(d))]) }.ToJsonString(),
            DataHash = card.DataHash,
            Metrics = card.Metrics?.ToJsonString() ?? "{}",
            Licence = card.Licence,
            ParentId = parent?.Id,
            IsShipped = registration.IsShipped,
            NetworkHash = hash,
            Verdict = registration.Verdict,
            RegisteredAt = await DatabaseClock.NowAsync(context, cancellation),
        };
        foreach (var (name, content) in package.Files)
            model.Files.Add(new ModelFile { Name = name, Content = content, Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)) });
        context.Models.Add(model);
        await context.SaveChangesAsync(cancellation);
        return (model, true);
    }

    private async Task<ModelChange> MakeCurrentAsync(
        RegisteredModel model, string by, string reason, bool isRollBack, int? expected, Func<DrumDataContext, Task>? guard, CancellationToken cancellation)
    {
        if (model.Status == ModelStatus.Current) throw new RegistryException($"{model.Name} is current already.");
        var package = await ReadAsync(model, cancellation);
        await Task.Run(() => package.Open().Dispose(), cancellation);
        try
        {
            return await database.RunAsync(async context =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
                int? old = await context.Models.Where(m => m.Status == ModelStatus.Current).Select(m => (int?)m.Id).SingleOrDefaultAsync(cancellation);
                if (old == model.Id) return await context.ModelChanges.OrderByDescending(c => c.Id).FirstAsync(c => c.ModelId == model.Id, cancellation);
                if (expected is not null && old != expected) throw Overtaken();
                if (guard is not null) await guard(context);
                if (old is not null && await SetAsync(context, old.Value, ModelStatus.Current, ModelStatus.Retired, cancellation) == 0) throw Overtaken();
                if (await SetAsync(context, model.Id, model.Status, ModelStatus.Current, cancellation) == 0) throw Overtaken();
                var change = new ModelChange
                {
                    ModelId = model.Id,
                    ReplacedId = old,
                    IsRollBack = isRollBack,
                    By = by,
                    Reason = reason,
                    At = await DatabaseClock.NowAsync(context, cancellation),
                };
                context.ModelChanges.Add(change);
                await context.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return change;
            });
        }
        catch (DbException e) when (e.SqlState == "23505" || e is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
        {
            throw Overtaken(e);
        }
    }

    private static Task<int> SetAsync(DrumDataContext context, int id, ModelStatus from, ModelStatus to, CancellationToken cancellation) =>
        context.Models.Where(m => m.Id == id && m.Status == from).ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, to), cancellation);

    private static RegistryException Overtaken(Exception? inner = null) => new("Another change of the current model was faster; look again.", inner);
}
