using DrumAI.Components.Keys;
using DrumAI.Studio.Library;
using DrumAI.Studio.Settings;

namespace DrumAI.Studio.Commands;

/// <summary>All commands, and the keys that call them.</summary>
internal static class StudioCommands
{
    private const string Listen = "Keys.Listen", Correct = "Keys.Correct", Find = "Keys.Find", Window = "Keys.Window";

    /// <summary>All commands, in the order of the help sheet. The musician's own classes have commands too, whose keys are the musician's choice.</summary>
    public static IReadOnlyList<StudioCommand> All(ClassLegend legend) => [.. BuiltIn, .. legend.Own.Select(name => Class(name))];

    private static readonly StudioCommand[] BuiltIn =
    [
        new("next", Listen, ["ArrowDown"], "next"),
        new("previous", Listen, ["ArrowUp"], "previous"),
        new("extend-next", Listen, ["Shift+ArrowDown"]),
        new("extend-previous", Listen, ["Shift+ArrowUp"]),
        new("replay", Listen, ["Space"], "replay"),
        new("stop", Listen, ["Escape"], "stop", InText: true),
        new("loop", Listen, ["L"]),
        new("hover", Listen, ["U"]),
        new("heart", Correct, ["H"]),
        new("confirm", Correct, ["Enter"]),
        new("accept", Correct, ["E"]),
        new("unlabel", Correct, ["Delete"]),
        new("undo", Correct, ["Ctrl+Z"]),
        Class("Kick", "K", "1"),
        Class("Snare", "S", "2"),
        Class("Hat_Close", "C", "3"),
        Class("Hat_Open", "O", "4"),
        Class("Clap", "P", "5"),
        Class("Tom", "T", "6"),
        Class("Cymbal_Crash", "Y", "7"),
        Class("Cymbal_Ride", "R", "8"),
        Class("Shaken", "A", "9"),
        Class("Other", "X", "0"),
        Class("Snare_Rim", "I"),
        Class("Tambourine", "M"),
        Class("Cowbell", "W"),
        Class("Conga", "G"),
        Class("Bongo", "B"),
        Class("Clave", "V"),
        Class("Woodblock", "D"),
        new("search", Find, ["/"], "focus:search"),
        new("similar", Find, ["F"]),
        new("review", Find, ["Q"]),
        new("hearts", Find, ["Shift+H"]),
        new("clear", Find, ["Backspace"]),
        new("select-all", Find, ["Ctrl+A"]),
        new("map", Window, ["Shift+M"]),
        new("list", Window, ["Shift+L"]),
        new("layout", Window, ["Shift+A"]),
        new("letters", Window, ["Shift+G"]),
        new("theme", Window, ["Shift+T"]),
        new("help", Window, ["?"]),
    ];

    /// <summary>The keys that call a command now.</summary>
    public static IReadOnlyList<string> ChordsOf(StudioCommand command, StudioSettings settings) => settings.Keys.TryGetValue(command.Name, out var chords) ? chords : command.Chords;

    /// <summary>All keys and what they do now. Where two commands have the same key, the one that it was given to has it.</summary>
    public static IReadOnlyList<KeyBinding> BindingsOf(StudioSettings settings, ClassLegend legend)
    {
        var bindings = new Dictionary<string, KeyBinding>(StringComparer.Ordinal);
        foreach (var command in All(legend).OrderByDescending(c => settings.Keys.ContainsKey(c.Name)))
            foreach (string chord in ChordsOf(command, settings)) bindings.TryAdd(chord, new KeyBinding(chord, command.Name, command.Instant, command.InText));
        return [.. bindings.Values];
    }

    private static StudioCommand Class(string name, params string[] chords) => new(StudioCommand.ClassPrefix + name, Correct, chords);
}
