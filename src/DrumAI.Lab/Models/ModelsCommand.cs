using System.CommandLine;
using DrumAI.Lab.Datasets;
using DrumAI.Training.Pretrained;
using Spectre.Console;

namespace DrumAI.Lab.Models;

/// <summary><c>drumai-lab models list|pull</c>: networks that others trained, as rivals and embedders; nothing of them is part of this project.</summary>
internal static class ModelsCommand
{
    private const string DefaultFolder = "artifacts/models";

    public static Command Create() => new("models", "Networks that others trained: fetch their published weights and make ONNX files of them.") { List(), Pull() };

    private static Command List()
    {
        var command = new Command("list", "The networks that are known.");
        command.SetAction((_, _) => LabCommand.Run(() =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("name", "what", "licence", "from", "tested");
            foreach (var model in PretrainedModel.Known)
                table.AddRow(model.Name, Markup.Escape(model.Title), model.Licence, Markup.Escape(model.Address.ToString()), Markup.Escape(model.Tested));
            LabCommand.WideConsole().Write(table);
        }));
        return command;
    }

    private static Command Pull()
    {
        var name = new Argument<string>("NAME") { Description = "Which network: " + string.Join(", ", PretrainedModel.Known.Select(m => m.Name)) + "." };
        name.AcceptOnlyFromAmong([.. PretrainedModel.Known.Select(m => m.Name)]);
        var from = new Option<FileInfo>("--from") { Description = "Take this file instead of fetching: for machines without a network." };
        from.AcceptExistingOnly();
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder for weights and network.", DefaultValueFactory = _ => new DirectoryInfo(DefaultFolder) };
        var command = new Command("pull", "Fetch published weights, check their checksum, and convert them to ONNX.") { name, from, output };
        command.SetAction((parsed, cancellation) => LabCommand.RunAsync(() =>
            PullAsync(PretrainedModel.Known.Single(m => m.Name == parsed.GetValue(name)), parsed.GetValue(from)?.FullName, parsed.GetValue(output)!.FullName, cancellation)));
        return command;
    }

    private static async Task PullAsync(PretrainedModel model, string? from, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string weights = from ?? Path.Combine(folder, Path.GetFileName(model.Address.LocalPath)), network = Path.Combine(folder, model.Name + ".onnx");
        if (from is null && !File.Exists(weights))
        {
            using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
            await new HttpDownload(client, Progress()).FetchAsync(model.Address, weights, cancellation);
        }

        if (model.Checksum is null) Console.Error.WriteLine("No checksum of this file was ever published: it is taken as it came.");
        else if (!model.Checksum.Fits(weights)) throw new InvalidDataException($"{weights} is not the published file: its {model.Checksum.Kind} is not {model.Checksum.Value}. Delete it to fetch it again.");
        model.Convert(weights, network);
        await File.WriteAllTextAsync(Path.Combine(folder, model.Name + ".txt"), $"{model.Title}\n{model.Licence}\nfrom {model.Address}\n", cancellation);
        Console.Error.WriteLine($"wrote {network}, {new FileInfo(network).Length / 1e6:0.0} MB");
        Console.Error.WriteLine($"tested: {model.Tested}");
    }

    /// <summary>Tells every ten megabytes, on a terminal.</summary>
    private static Action<long, long?>? Progress()
    {
        if (Console.IsErrorRedirected) return null;
        long told = 0;
        return (done, total) =>
        {
            if (done / 10_000_000 == told) return;
            told = done / 10_000_000;
            Console.Error.WriteLine(total is null ? $"{done / 1e6:0} MB" : $"{done / 1e6:0} of {total / 1e6:0} MB");
        };
    }
}
