using System.Text.Json.Nodes;
using DrumAI.Audio;
using DrumAI.Classification;
using DrumAI.Training;
using DrumAI.Training.Tests;

namespace DrumAI.Lab.Tests;

public sealed class TrainTests(TrainedModel trained)
{
    [Fact]
    public void ModelFolderIsClassifiedWith()
    {
        Assert.True(trained.Program.ExitCode == 0, trained.Program.Error);
        using var classifier = DrumClassifier.Load(trained.Model);
        var heard = classifier.Classify(AudioFile.Read(Path.Combine(trained.Data, "kit0", "Kick0.wav")).Pcm);
        Assert.Equal(1, heard.ClassProbabilities.Sum(), 1e-4);
        Assert.Equal(classifier.Card.Id, heard.Model);
        Assert.Contains("by library", classifier.Card.Metrics!.Select(m => m.Key));
    }

    [Fact]
    public void ModelCarriesItsEvaluation()
    {
        var package = ModelPackage.Read(trained.Model);
        var evaluation = JsonNode.Parse(package.Files["evaluation.json"])!;
        Assert.Equal("by library", (string?)evaluation["protocol"]);
        Assert.Equal(36, (int?)evaluation["rowCount"]);
        Assert.Equal(TrainingLog.Read(new TrainingFolder(trained.Work).LogOf(Run())).Select(e => e.Epoch), evaluation["learning"]!.AsArray().Select(s => (int)s!["step"]!));

        TrainingRun Run() => TrainingRun.Plan(LabelledSet.Load(trained.Data, Taxonomy.DrumTaxonomy.Default), Protocol.Ship, new TrainingOptions { Members = 1 }).Single();
    }

    /// <summary>A service that hears the same sounds sees no large drift; of so few, some lie on the bounds of bins.</summary>
    [Fact]
    public void ModelCarriesWhatItsSoundsWereLike()
    {
        var reference = FeatureReference.Parse(ModelPackage.Read(trained.Model).Files[FeatureReference.FileName]);
        using var classifier = DrumClassifier.Load(trained.Model);
        var set = LabelledSet.Load(trained.Data, Taxonomy.DrumTaxonomy.Default);
        var bins = set.Sounds.SelectMany(s => reference.BinsOf(classifier.Classify(AudioFile.Read(Path.Combine(set.Folder, s.Path)).Pcm).Embedding)).ToLookup(b => b.Feature, b => b.Bin);
        Assert.Equal(8, bins.Count);
        foreach (var feature in bins)
        {
            var shares = reference.Find(feature.Key)!.Shares;
            Assert.Equal(set.Sounds.Count, feature.Count());
            Assert.InRange(FeatureReference.StabilityIndex(shares, [.. Enumerable.Range(0, shares.Count).Select(bin => (long)feature.Count(b => b == bin))]), 0, FeatureReference.Large);
        }

        Assert.Contains("brightness", reference.Features.Select(f => f.Name));
    }

    [Fact]
    public async Task WhatIsDoneIsNotDoneAgain()
    {
        var before = Stamps();
        Assert.Equal(5, before.Length); // three folds, the random split, and the model itself
        using var again = await LabProgram.RunAsync(trained.Command);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.DoesNotContain("epoch", again.Error, StringComparison.Ordinal);
        Assert.Equal(before, Stamps());
    }

    [Fact]
    public async Task OtherOptionsInTheSameFolderAreRefused()
    {
        using var other = await LabProgram.RunAsync(trained.Train("--epochs", "3"));
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("holds runs with other options or data; name another --work folder", other.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("pictures:", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KilledRunGoesOnWhereItStopped()
    {
        using var small = new SmallSet();
        string[] train =
        [
            "train", small.Set.Folder, "--work", small.Work.Path, "--protocol", "Random", "--epochs", "12", "--width", "8", "--members", "1", "--variants", "1",
            "--jobs", "1",
        ];
        using (var killed = await LabProgram.WatchAsync((program, line) => KillAt(program, line, "epoch 3 of"), train)) Assert.NotEqual(0, killed.ExitCode);
        string checkpoint = Path.Combine(small.Work.Path, "random-1.checkpoint"), log = Path.Combine(small.Work.Path, "random-1.csv");
        Assert.True(File.Exists(checkpoint));

        using var resumed = await LabProgram.RunAsync(train);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.DoesNotContain("epoch 1 of", resumed.Error, StringComparison.Ordinal);
        Assert.Contains("epoch 12 of 12", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 12), TrainingLog.Read(log).Select(e => e.Epoch));
        Assert.False(File.Exists(checkpoint));

        static void KillAt(LabProgram program, string line, string moment)
        {
            if (line.Contains(moment, StringComparison.Ordinal)) program.Kill();
        }
    }

    [Fact]
    public async Task TrainingByLibraryNeedsFolds()
    {
        using var small = new SmallSet();
        File.Delete(Path.Combine(small.Set.Folder, "folds.csv"));
        using var program = await LabProgram.RunAsync("train", small.Set.Folder, "--work", small.Work.Path, "--variants", "1");
        Assert.Equal(1, program.ExitCode);
        Assert.Contains("folds.csv", program.Error, StringComparison.Ordinal);
    }

    private (string, DateTime)[] Stamps() =>
        [.. Directory.GetFiles(trained.Work, "*.net").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.GetLastWriteTimeUtc(f)))];
}
