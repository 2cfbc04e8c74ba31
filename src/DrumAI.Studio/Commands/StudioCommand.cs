namespace DrumAI.Studio.Commands;

/// <summary>Something that a key does.</summary>
/// <param name="Name">Its name; that of a command that sets a class is <c>class:</c> and the wire name.</param>
/// <param name="Group">The name of the text that heads its group on the help sheet.</param>
/// <param name="Chords">The keys that call it as it comes.</param>
/// <param name="Instant">What the browser does at once, before it tells us.</param>
/// <param name="InText">It also works while a text field has the focus.</param>
internal sealed record StudioCommand(string Name, string Group, IReadOnlyList<string> Chords, string? Instant = null, bool InText = false)
{
    /// <summary>What the names of commands that set a class begin with.</summary>
    public const string ClassPrefix = "class:";

    /// <summary>The class or sub-class that it sets; null where it sets none.</summary>
    public string? ClassName => Name.StartsWith(ClassPrefix, StringComparison.Ordinal) ? Name[ClassPrefix.Length..] : null;
}
