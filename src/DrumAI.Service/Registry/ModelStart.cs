using DrumAI.Classification;
using DrumAI.Data.Entities;
using DrumAI.Data.Registry;

namespace DrumAI.Service.Registry;

/// <summary>Which model a service begins with.</summary>
internal static class ModelStart
{
    private const string By = "drumai serve";

    /// <summary>
    /// Registers the model of the folder. It becomes current where none is, and where the current one came with an earlier version of the program; a model
    /// that was made by retraining stays.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="shipped">The folder's model.</param>
    /// <param name="classifier">The same, loaded.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The model to serve: the current one, or the folder's where that cannot be loaded (<see cref="ModelWatch"/> says why).</returns>
    public static async Task<ServedModel> LoadAsync(ModelRegistry registry, ModelPackage shipped, DrumClassifier classifier, CancellationToken cancellation)
    {
        var (own, isNew) = await registry.RegisterAsync(shipped, new Registration(IsShipped: true), cancellation);
        var current = await registry.CurrentAsync(cancellation);
        if (current is null || (isNew && current.IsShipped))
        {
            try
            {
                await registry.PromoteAsync(own.Name, By, current is null ? "The first model." : "It came with a newer version of the program.", expected: current?.Id, cancellation: cancellation);
            }
            catch (RegistryException)
            {
                // Another replica did the same.
            }

            current = await registry.CurrentAsync(cancellation) ?? own;
        }

        if (current.Id == own.Id) return new ServedModel(own, shipped, classifier);
        try
        {
            var served = await OpenAsync(registry, current, cancellation);
            classifier.Dispose();
            return served;
        }
        catch (ModelException)
        {
            return new ServedModel(own, shipped, classifier);
        }
    }

    /// <summary>Reads a model out of the registry, checks it against its hashes, and loads it.</summary>
    /// <exception cref="ModelException">It cannot be served.</exception>
    public static async Task<ServedModel> OpenAsync(ModelRegistry registry, RegisteredModel entry, CancellationToken cancellation)
    {
        var package = await registry.ReadAsync(entry, cancellation);
        return new ServedModel(entry, package, await Task.Run(package.Open, cancellation));
    }
}
