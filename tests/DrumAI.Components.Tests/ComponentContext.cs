using System.Globalization;
using Bunit;

namespace DrumAI.Components.Tests;

/// <summary>A page without a browser: what components render, and what they ask of their scripts.</summary>
public abstract class ComponentContext : BunitContext
{
    private readonly CultureInfo culture = CultureInfo.CurrentUICulture;

    protected ComponentContext()
    {
        Services.AddDrumAIComponents();
        JSInterop.Mode = JSRuntimeMode.Loose;
        // The texts are asked for in English wherever the tests run.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = culture;
        base.Dispose(disposing);
    }
}
