namespace DrumAI.Dashboard.Components;

/// <summary>How a page looks: dark unless somebody chose otherwise. The choice lies in a cookie, which the page's script writes.</summary>
internal sealed class PageLook
{
    /// <summary>The cookie; <c>light</c> or <c>dark</c>.</summary>
    public const string Cookie = "drumai-theme";

    /// <summary>Somebody chose another theme.</summary>
    public event Action? Changed;

    /// <summary>Dark theme.</summary>
    public bool IsDark { get; private set; } = true;

    /// <summary>The theme's name, as style sheets know it.</summary>
    public string Name => IsDark ? "dark" : "light";

    /// <summary>Takes the theme that a page was opened with.</summary>
    public void Use(bool isDark)
    {
        if (isDark == IsDark) return;
        IsDark = isDark;
        Changed?.Invoke();
    }
}
