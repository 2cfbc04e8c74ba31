using System.Text;
using DrumAI.Training;
using DrumAI.Training.Evaluation;

namespace DrumAI.Lab.Study;

/// <summary>The tables of the study.</summary>
internal sealed class StudyPage(StudyResults results)
{
    private static readonly (StudySection Section, string Title)[] Sections =
    [
        (StudySection.Report, "The report's models, and their like on other embeddings"),
        (StudySection.Hierarchy, "Classes and sub-classes together or apart"),
        (StudySection.Settings, "Settings of a head on mn04"),
        (StudySection.Variants, "Changed copies and views, on mn04"),
        (StudySection.Losses, "Losses for small, imbalanced, noisy sets, on mn04"),
        (StudySection.Networks, "Our own networks and their embedding"),
        (StudySection.Ensembles, "Ensembles, and heads that learnt from them"),
    ];

    private static readonly string[] ReportHeader = ["2021: F1, AUC; learnt from: F1"];

    private readonly StringBuilder text = new();

    /// <summary>The page as Markdown.</summary>
    public string Text()
    {
        text.Clear();
        var first = results.Run[0];
        Line("# The study: experiments");
        Line();
        Line($"Made by `drumai-lab study` from the results files beside it (`drumai-lab experiment all`). {first.Sounds} sounds of {first.Groups} libraries; data {first.DataHash[..12]}, {first.SplitFile} {first.SplitHash[..12]}, seed {first.Seed}.");
        Line("What it means is told in [the study](../study.md). Figures are of held-out sounds; \"learnt from\" are those of the training sounds themselves. In brackets: 95 % intervals over libraries.");
        foreach (var protocol in new[] { Protocol.ByLibrary, Protocol.Random }) Tables(Workshop.NameOf(protocol), protocol == Protocol.Random);
        foreach (var protocol in new[] { Protocol.ByLibrary, Protocol.Random }) Comparisons(Workshop.NameOf(protocol));
        Grid();
        Curves();
        Cost();
        return text.ToString();
    }

    private void Tables(string protocol, bool withReport)
    {
        Line();
        Line($"## {Capital(protocol)}");
        foreach (var (section, title) in Sections)
        {
            Line();
            Line($"### {title}");
            Line();
            Head(["recipe", "what", "F1, 17 classes", "F1, 7 classes", "F1, 23 classes", "accuracy", "sub-class", "AUC", "log loss", "ECE", "learnt from: F1 23, F1 7, AUC", .. withReport ? ReportHeader : []]);
            foreach (var (recipe, result) in results.Recipes.Where(r => r.Recipe.Section == section))
            {
                string name = result is { Details.Count: > 0 } ? $"[{recipe.Name}]({recipe.Name}/README.md)" : recipe.Name;
                string reported = recipe.Reported is { } r ? $"{r.F1:0.000}, {r.Auc:0.000}{(r.TrainingF1 is { } t ? $"; {t:0.000}" : "")}" : "";
                string[] cells = result?.Protocols.GetValueOrDefault(protocol) is { } f
                    ? !TellsClasses(recipe) ? [name, recipe.Title, "", "", "", "", $"{f.Subclass}", "", "", "", ""] : [name, recipe.Title, $"{f.Spread}", $"{f.Large}", $"{f.Report}", $"{f.Accuracy}", $"{f.Subclass}", $"{f.AreaUnderCurve:0.000}", $"{f.LogLoss:0.000}", $"{f.CalibrationError:0.000}", $"{f.TrainingReport:0.000}, {f.TrainingLarge:0.000}, {f.TrainingAreaUnderCurve:0.000}"]
                    : [name, recipe.Title, recipe.NotRun is null ? "not run yet" : $"not run: {recipe.NotRun}", "", "", "", "", "", "", "", ""];
                Row([.. cells, .. withReport ? new[] { reported } : []]);
            }
        }
    }

    private void Comparisons(string protocol)
    {
        Line();
        Line($"## Differences, {protocol}");
        Line();
        Line("The recipe less the one that it is compared with, on the same sounds; the same libraries are drawn for both. An interval without 0 is marked: + better, - worse. With so many comparisons a few marks are chance; `head-mn04-again`, which differs by its seed alone, shows how much.");
        Line();
        var compared = results.Recipes.Select(r => (r.Recipe, r.Result, Rows: r.Result?.Comparisons.GetValueOrDefault(protocol))).Where(r => r.Rows is not null).ToArray();
        if (compared.Length == 0) return;
        string[] figures = [.. compared.SelectMany(r => r.Rows!).Select(c => c.Name).Distinct()];
        Head(["recipe", "less", .. figures]);
        foreach (var (recipe, result, rows) in compared)
        {
            bool both = TellsSubclasses(result, protocol) && TellsSubclasses(results.Run.FirstOrDefault(r => r.Recipe == recipe.Against), protocol);
            Row(
            [
                recipe.Name, recipe.Against!,
                .. figures.Select(f => rows!.FirstOrDefault(c => c.Name == f) is { } c && (f == PairedComparison.Subclasses ? both : TellsClasses(recipe)) ? $"{c.Difference}{(c.Difference.Low > 0 ? " +" : c.Difference.High < 0 ? " -" : "")}" : ""),
            ]);
        }
    }

    private static bool TellsClasses(Recipe recipe) => recipe.Head is not { ClassWeight: 0 };

    private static bool TellsSubclasses(ExperimentResult? result, string protocol) => result?.Protocols.GetValueOrDefault(protocol)?.Subclass is not null;

    private void Grid()
    {
        foreach (var result in results.Run.Where(r => r.Choices.Count > 0))
        {
            Line();
            Line($"## {result.Recipe}: the grid");
            Line();
            Line("Log loss (nats) of sounds held out of the training sounds, by run; what was chosen is bold. The run's own test sounds had no part in it.");
            Line();
            Head(["dropout", "learning rate", .. result.Choices.Select(c => c.Run)]);
            foreach (var point in result.Choices[0].Tried)
            {
                Row(
                [
                    $"{point.Dropout}", $"{point.LearningRate}",
                    .. result.Choices.Select(c => c.Tried.First(p => p.Dropout == point.Dropout && p.LearningRate == point.LearningRate) is var p && c.Dropout == p.Dropout && c.LearningRate == p.LearningRate ? $"**{p.LogLoss:0.000}**" : $"{p.LogLoss:0.000}"),
                ]);
            }
        }
    }

    private void Curves()
    {
        if (results.Sizes is null && results.Epochs is null) return;
        Line();
        Line("## Learning curves");
        if (results.Sizes is { } sizes)
        {
            Line();
            Line($"{sizes.Recipe}, by library, with a share of the training libraries, in as many steps each; logits as they come. In brackets: lowest and highest of the draws.");
            Line();
            Head(["share", "draws", "libraries", "sounds", "F1, 17 classes", "F1, 7 classes", "accuracy", "log loss", "learnt from: F1 17, F1 7"]);
            foreach (var g in sizes.Points.GroupBy(p => p.At).OrderBy(g => g.Key))
                Row([$"{g.Key}", $"{g.Count()}", $"{g.Average(p => p.Libraries):0}", $"{g.Average(p => p.Sounds):0}", Over(g, p => p.Spread), Over(g, p => p.Large), Over(g, p => p.Accuracy), Over(g, p => p.LogLoss), $"{g.Average(p => p.TrainingSpread):0.000}, {g.Average(p => p.TrainingLarge):0.000}"]);
            Line();
            Line($"![By libraries]({StudyPictures.Sizes})");
        }

        if (results.Epochs is { } epochs)
        {
            Line();
            Line($"{epochs.Recipe}, by library, after each pass over the sounds; logits as they come.");
            Line();
            Head(["passes", "held out: log loss", "F1, 17 classes", "F1, 7 classes", "learnt from: log loss", "F1, 17 classes", "F1, 7 classes"]);
            foreach (var p in epochs.Points.Where(p => p.At is 1 or 2 or 5 || p.At % 10 == 0))
                Row([$"{p.At}", $"{p.LogLoss:0.000}", $"{p.Spread:0.000}", $"{p.Large:0.000}", $"{p.TrainingLogLoss:0.000}", $"{p.TrainingSpread:0.000}", $"{p.TrainingLarge:0.000}"]);
            Line();
            Line($"![Log loss by passes]({StudyPictures.EpochLoss})");
            Line();
            Line($"![F1 by passes]({StudyPictures.EpochF1})");
        }

        static string Over(IGrouping<double, CurvePoint> points, Func<CurvePoint, double> of) =>
            points.Count() == 1 ? $"{points.Average(of):0.000}" : $"{points.Average(of):0.000} ({points.Min(of):0.000} to {points.Max(of):0.000})";
    }

    private void Cost()
    {
        Line();
        Line("## Cost");
        Line();
        if (results.Cost is { } cost)
        {
            Line($"Processor time of one core for describing a sound, decoding left out, over {cost.Timed} sounds:");
            Line();
            Head(["input", "milliseconds a sound", "megabytes"]);
            foreach (var input in cost.Inputs) Row([input.Input, $"{input.Milliseconds:0.00}", input.Megabytes == 0 ? "" : $"{input.Megabytes:0.0}"]);
            Line();
        }

        Line("By recipe, inputs included (a description that several members need is made once); seconds are of the clock, on a machine that had other things to do, and less where answers of other recipes served.");
        Line();
        Head(["recipe", "milliseconds a sound", "megabytes", "of it learnt here, kilobytes", "of it microseconds", "seconds for both protocols", "commit"]);
        foreach (var (recipe, result) in results.Recipes)
        {
            if (result is null) continue;
            var inputs = recipe.AllInputs.Select(Described).GroupBy(i => i.Name).Select(g => (Times: g.Max(i => i.Times), Cost: results.Cost?.Inputs.FirstOrDefault(c => c.Input == g.Key))).ToArray();
            bool known = inputs.All(i => i.Cost is not null);
            // Networks are their own input; their file counts once.
            double own = recipe.Networks ? 0 : result.ModelBytes / 1e6;
            Row(
            [
                recipe.Name, known ? $"{inputs.Sum(i => i.Times * i.Cost!.Milliseconds) + (result.MicrosecondsPerSound / 1000):0.00}" : "", known ? $"{inputs.Sum(i => i.Cost!.Megabytes) + own:0.0}" : "",
                $"{result.ModelBytes / 1000.0:0}", $"{result.MicrosecondsPerSound:0}", $"{result.Seconds:0}", result.Commit[..7] + (result.Commit.EndsWith('+') ? "+" : ""),
            ]);
        }
    }

    /// <summary>Which input is described how often: each of mn04's two descriptions is half of it, three pitches are three.</summary>
    private static (string Name, double Times) Described(string input) => input switch
    {
        "mn04-padded" or "mn04-looped" => ("mn04", 0.5),
        StudyFeatures.Changed => ("mn04", 1),
        StudyFeatures.Views => ("mn04", 1 + StudyViews.Speeds.Count),
        _ => (input, 1),
    };

    private static string Capital(string name) => $"{char.ToUpperInvariant(name[0])}{name[1..]}";

    private void Line(string line = "") => text.Append(line).Append('\n');

    private void Row(IEnumerable<string> cells) => Line($"| {string.Join(" | ", cells)} |");

    private void Head(string[] cells)
    {
        Row(cells);
        Line($"|{string.Concat(cells.Select(_ => "---|"))}");
    }
}
