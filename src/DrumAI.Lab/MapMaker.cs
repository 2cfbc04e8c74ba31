using DrumAI.Classification;
using DrumAI.Taxonomy;
using DrumAI.Training;
using DrumAI.Training.Mapping;
using DrumAI.Training.Onnx;

namespace DrumAI.Lab;

/// <summary>Makes what stands on finished networks: sound maps, one a fold, which shows how good they are, and the one that ships; and what the sounds were like that they learnt from.</summary>
internal sealed class MapMaker(LabelledSet set, SpectrogramBank bank, TrainingFolder work, TrainingOptions options, CancellationToken cancellation)
{
    private readonly Lazy<double[][]> timbres = new(() => TimbreMeasures.Measure(set, Environment.ProcessorCount, cancellation));

    private IReadOnlyList<int> Everything => [.. Enumerable.Range(0, set.Sounds.Count)];

    /// <summary>The map of all sounds, on the networks that ship.</summary>
    public MapHead MakeShipped(IReadOnlyList<DrumNet> nets)
    {
        var embeddings = Embed(nets, Everything);
        return MapTrainer.Train(embeddings, Locate(SpaceOf(embeddings, Everything), embeddings, Everything), options.MapSteps, options.Seed, cancellation);
    }

    /// <summary>What all sounds are like, to the networks that ship.</summary>
    public FeatureReference Refer(IReadOnlyList<DrumNet> nets) =>
        ReferenceMaker.Of(Embed(nets, Everything), TimbreMeasures.Names.Select((name, i) => (name, i)).ToDictionary(m => m.name, m => timbres.Value.Select(t => t[m.i]).ToList()));

    /// <summary>Where every sound lies on the map that was made without its fold, by the networks that learnt without it.</summary>
    public IEnumerable<MapRow> MakeByLibrary()
    {
        foreach (var fold in TrainingRun.Plan(set, Protocol.ByLibrary, options).GroupBy(run => run.Fold))
        {
            var nets = fold.Select(Load).ToArray();
            int[] test = [.. fold.First().Test], training = [.. Everything.Except(test)];
            float[][] learnt = Embed(nets, training), held = Embed(nets, test);
            foreach (var net in nets) net.Dispose();
            var space = SpaceOf(learnt, training);
            float[][] learntPoints = Locate(space, learnt, training), heldPoints = Locate(space, held, test);
            using var head = MapTrainer.Train(learnt, learntPoints, options.MapSteps, options.Seed, cancellation);
            var plane = PrincipalPlane.Fit(learntPoints);
            var places = head.Place(held);
            Console.Error.WriteLine($"map without fold {fold.Key}: made");
            for (int i = 0; i < test.Length; i++)
                yield return new MapRow(set.Sounds[test[i]].Path, fold.Key, [places[i].X, places[i].Y], plane.Project(heldPoints[i]), heldPoints[i]);
        }
    }

    /// <summary>A finished network as it ships, its weights rounded.</summary>
    public DrumNet Load(TrainingRun run)
    {
        var net = new Trainer(set, bank, DrumTaxonomy.Default, options, run.Member).CreateNet();
        net.load(work.NetOf(run));
        net.eval();
        HalfPrecision.Round(net);
        return net;
    }

    /// <summary>Embeddings of an ensemble: its members' side by side, of unit length together.</summary>
    private float[][] Embed(IReadOnlyList<DrumNet> nets, IReadOnlyList<int> sounds)
    {
        float share = 1 / MathF.Sqrt(nets.Count);
        float[][][] parts = [.. nets.Select(net => new NetPredictor(net, bank).Predict(sounds).Select(s => s.Embedding).ToArray())];
        return [.. sounds.Select((_, i) => parts.SelectMany(part => part[i], (_, x) => x * share).ToArray())];
    }

    private SoundSpace SpaceOf(float[][] embeddings, IReadOnlyList<int> sounds) => SoundSpace.Fit(embeddings, [.. sounds.Select(i => timbres.Value[i])]);

    private float[][] Locate(SoundSpace space, float[][] embeddings, IReadOnlyList<int> sounds) =>
        [.. sounds.Select((sound, i) => space.Locate(embeddings[i], timbres.Value[sound]))];
}
