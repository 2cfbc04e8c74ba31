using Microsoft.AspNetCore.Components.Web;

namespace DrumAI.Studio.Commands;

/// <summary>A key press by the name under which keys are bound, as the browser's part (<c>keys/chord.ts</c>) makes it.</summary>
internal static class KeyChord
{
    /// <summary>Modifiers in the order Ctrl, Alt, Shift, then the key as it is printed.</summary>
    public static string Of(KeyboardEventArgs press)
    {
        string key = press.Key == " " ? "Space" : press.Key.Length == 1 ? press.Key.ToUpperInvariant() : press.Key;
        // What Shift makes of a key that is no letter is a sign of its own: "?" is "?" on every keyboard.
        bool isPrinted = press.Key.Length == 1 && press.Key != " " && !char.IsLetter(press.Key[0]);
        var parts = new List<string>();
        if (press.CtrlKey || press.MetaKey) parts.Add("Ctrl");
        if (press.AltKey) parts.Add("Alt");
        if (press.ShiftKey && !isPrinted) parts.Add("Shift");
        return string.Join('+', [.. parts, key]);
    }
}
