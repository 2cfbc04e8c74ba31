using System.CommandLine;
using DrumAI.Cli.Arguments;
using DrumAI.Cli.Output;
using DrumAI.Features;

namespace DrumAI.Cli.Features;

/// <summary>The sub-command <c>features</c>: its arguments and its help.</summary>
internal static class FeaturesCommand
{
    private const string Notes = """
        Features:
          zcr, flatness         32 frames of the first second at 16 kHz, as librosa 0.8 computes them
          contrast, contrast8   7 and 8 bands x 32 frames, in dB
          mfcc                  20 x 32 frames
          logmel                what VGGish and YAMNet see: 96 frames x 64 bands each
          timbre                hardness, depth, brightness, roughness, warmth, sharpness, boominess, reverb
          fingerprint           256 bits that stay nearly the same in every copy of a sound, and their hash
          embedding             the model's; sounds that are alike lie in one direction

        Examples:
          drumai features snare.wav
          drumai features ~/Samples --set zcr,mfcc > features.jsonl

        Exit codes:
          0    everything was read
          3    some files could not be read; each has its line
          2    the command line makes no sense
          1    anything else, such as a model that does not fit
          130  stopped by Ctrl+C
        """;

    public static Command Create(Terminal terminal)
    {
        var paths = new PathsArgument();
        var set = new Option<FeatureSet>("--set")
        {
            Description = "Which features, separated by commas; all of them, unless told otherwise.",
            HelpName = "NAME,...",
            CustomParser = result =>
            {
                var features = FeatureNames.Parse(result.Tokens[0].Value, out string? unknown);
                if (unknown is not null)
                    result.AddError($"there is no feature {unknown}; --set takes {string.Join(", ", FeatureNames.Singles.Select(FeatureNames.Of))}.");
                return features;
            },
            DefaultValueFactory = _ => FeatureSet.All,
        };
        var model = new ModelOption("Folder of the model for the embedding, instead of the one that is built in.");
        var threads = new ThreadsOption();

        var command = new NotedCommand("features", "Writes the features of each sound as numbers, one JSON object a line.", Notes)
        {
            paths, set, model, threads,
        };
        command.SetAction((result, cancellation) => new FeaturesRun(
            new FeaturesOptions(paths.Of(result), result.GetValue(set), model.DirectoryOf(result), threads.CountOf(result)),
            terminal).RunAsync(cancellation));
        return command;
    }
}
