using DrumAI.Components.Localisation;
using Microsoft.AspNetCore.Http;

namespace DrumAI.Dashboard.Localisation;

/// <summary>Chooses the language of a request, and so of the page that it opens: the one that was set, or the browser's.</summary>
internal sealed class LanguageChoice(RequestDelegate next)
{
    /// <summary>The cookie that holds what was set; the page's script writes it.</summary>
    public const string Cookie = "drumai-language";

    /// <summary>The language of a request.</summary>
    public static string Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { } set && PageTexts.Languages.Contains(set) ? set : PageTexts.Choose(context.Request.Headers.AcceptLanguage);

    public Task InvokeAsync(HttpContext context)
    {
        PageTexts.SetAmbient(Of(context));
        return next(context);
    }
}
