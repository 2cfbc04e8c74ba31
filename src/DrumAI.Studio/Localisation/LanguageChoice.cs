using DrumAI.Studio.Settings;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Studio.Localisation;

/// <summary>Chooses the language of a request, and so of the page that it opens: the one that was set, or the browser's.</summary>
internal sealed class LanguageChoice(RequestDelegate next, SettingsFile settings)
{
    /// <summary>The language of a request.</summary>
    public static string Of(HttpContext context, StudioSettings settings) => settings.Language ?? Texts.Choose(context.Request.Headers.AcceptLanguage);

    public Task InvokeAsync(HttpContext context)
    {
        Texts.SetAmbient(Of(context, settings.Current));
        return next(context);
    }
}
