using System.CommandLine;
using DrumAI.Audio;
using DrumAI.Taxonomy;
using DrumAI.Training;

namespace DrumAI.Lab;

/// <summary><c>drumai-lab train</c>: from a folder of labelled sounds to the model that ships, and the predictions that measure it.</summary>
internal static class TrainCommand
{
    /// <summary>Where training keeps what it has done, unless told otherwise.</summary>
    public const string DefaultWork = "artifacts/training";

    public static Command Create()
    {
        var defaults = new TrainingOptions();
        var data = new Argument<DirectoryInfo>("DATA") { Description = "Folder with labels.csv, folds.csv and the sounds." };
        data.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output") { Description = "Model folder to write.", DefaultValueFactory = _ => new DirectoryInfo("models/default") };
        var work = new Option<DirectoryInfo>("--work")
        {
            Description = "Folder for pictures, checkpoints and logs; a run that was cut off goes on from there.",
            DefaultValueFactory = _ => new DirectoryInfo(DefaultWork),
        };
        var teacher = new Option<FileInfo>("--teacher")
        {
            Description = "EfficientAT mn04 as ONNX, to learn from. [default: ../models/efficientat_mn04_as.onnx beside DATA, where it is]",
        };
        teacher.AcceptExistingOnly();
        var protocols = new Option<Protocol[]>("--protocol")
        {
            Description = "What to train: ByLibrary (folds, needed for calibration), Random (the random split), Ship (the model itself).",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [Protocol.ByLibrary, Protocol.Random, Protocol.Ship],
        };
        var jobs = Positive("--jobs", "Networks trained at the same time, each on one core.", Environment.ProcessorCount);
        var epochs = Positive("--epochs", "Passes over the training set.", defaults.Epochs);
        var members = Positive("--members", "Networks in the ensemble.", defaults.Members);
        var width = Positive("--width", "Channels of the first full stage.", defaults.Width);
        var variants = Positive("--variants", "Augmented variants of each sound.", defaults.Variants);
        var seed = new Option<int>("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => defaults.Seed };
        var patience = new Option<int>("--patience")
        {
            Description = "Stop when as many epochs bring nothing on a twentieth of the libraries, which are then set aside. 0: learn from all, to the end.",
            DefaultValueFactory = _ => defaults.Patience,
        };
        var others = new Option<string[]>("--option")
        {
            Description = "NAME=VALUE: any other number that decides what training gives, by the name that card.json records it under (dropout=0.4). Several are possible.",
            AllowMultipleArgumentsPerToken = true,
        };
        others.Validators.Add(result =>
        {
            try
            {
                _ = defaults.With(result.GetValueOrDefault<string[]>() ?? []);
            }
            catch (FormatException error)
            {
                result.AddError(error.Message);
            }
        });
        var corrections = new Option<FileInfo>("--corrections") { Description = "Learn from labels corrected by these decisions (drumai-lab audit)." };
        corrections.AcceptExistingOnly();
        var run = new Option<string?>("--run") { Description = "Train this one run in this process.", Hidden = true };
        var command = new Command("train", "Train the networks, measure them by library and at random, and write the model that ships.")
        {
            data, output, work, teacher, protocols, jobs, epochs, members, width, variants, seed, patience, others, corrections, run,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = defaults with
            {
                Epochs = parsed.GetValue(epochs),
                Members = parsed.GetValue(members),
                Width = parsed.GetValue(width),
                Variants = parsed.GetValue(variants),
                Seed = parsed.GetValue(seed),
                Patience = parsed.GetValue(patience),
            };
            options = options.With(parsed.GetValue(others) ?? []);
            string folder = parsed.GetValue(data)!.FullName;
            string beside = Path.Combine(folder, "..", "models", "efficientat_mn04_as.onnx");
            string? teacherPath = parsed.GetValue(teacher)?.FullName ?? (File.Exists(beside) ? beside : null);
            return Run(
                folder, parsed.GetValue(output)!.FullName, new TrainingFolder(parsed.GetValue(work)!.FullName), teacherPath,
                parsed.GetValue(protocols)!, parsed.GetValue(jobs), options, parsed.GetValue(corrections)?.FullName, parsed.GetValue(run), cancellation);
        });
        return command;
    }

    private static async Task<int> Run(
        string data, string output, TrainingFolder work, string? teacher, Protocol[] protocols, int jobs, TrainingOptions options, string? corrections, string? only, CancellationToken cancellation)
    {
        try
        {
            var set = LabelledSet.Load(data, DrumTaxonomy.Default);
            if (corrections is not null) set = set.With(CorrectionsFile.Read(corrections, DrumTaxonomy.Default), DrumTaxonomy.Default);
            if (protocols.Contains(Protocol.ByLibrary) && set.Sounds.Select(s => s.Fold).Distinct().Count() < 2)
                throw new InvalidDataException($"Training by library needs two folds or more: {Path.Combine(data, "folds.csv")} (path, group, fold) tells them.");
            work.Claim(options, set);
            using var bank = SpectrogramBank.Open(
                set, work.Bank, DrumTaxonomy.Default, options, teacher, jobs, new BankProgress(set.Sounds.Count), cancellation);
            var workshop = new Workshop(set, bank, work, options, output, cancellation);
            if (only is not null)
            {
                workshop.Train(only);
                return 0;
            }

            if (teacher is null) await Console.Error.WriteLineAsync("no teacher at hand: training without (accuracy suffers)");
            foreach (var protocol in protocols.Distinct().Order())
            {
                await workshop.TrainAll(protocol, jobs);
                workshop.Finish(protocol);
            }

            return 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped; the same command goes on from here");
            return 130;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or AudioFormatException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static Option<int> Positive(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }

    /// <summary>Tells every twentieth of the pictures.</summary>
    private sealed class BankProgress(int total) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value * 20L / total != (value - 1) * 20L / total) Console.Error.WriteLine($"pictures: {value} of {total}");
        }
    }
}
