namespace DrumAI.Components.Keys;

/// <summary>One key and what it does.</summary>
/// <param name="Chord">The key by name: modifiers in the order Ctrl, Alt, Shift, then the key, such as <c>Ctrl+Z</c>, <c>ArrowDown</c>, <c>Space</c>, <c>/</c>, <c>?</c>. Ctrl stands for Command on a Mac.</param>
/// <param name="Command">The name under which the host hears of it.</param>
/// <param name="Instant">What the browser does at once, before the host hears: <c>replay</c>, <c>stop</c>, <c>next</c>, <c>previous</c>, <c>focus:</c> and the id of a field; null for nothing.</param>
/// <param name="InText">It also works while a text field has the focus.</param>
public sealed record KeyBinding(string Chord, string Command, string? Instant = null, bool InText = false);
