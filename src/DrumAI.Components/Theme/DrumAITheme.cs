using MudBlazor;

namespace DrumAI.Components.Theme;

/// <summary>MudBlazor's theme, made from <see cref="TokenSheet"/>: dense, small radii, no shadows, one accent.</summary>
public static class DrumAITheme
{
    /// <summary>For <c>MudThemeProvider</c>; which of its palettes counts is the host's choice.</summary>
    public static MudTheme Default { get; } = Create(TokenSheet.Default);

    private static MudTheme Create(TokenSheet tokens)
    {
        string[] fonts = tokens["font"].Split(',', StringSplitOptions.TrimEntries);
        return new MudTheme
        {
            PaletteDark = Fill(new PaletteDark(), tokens.Dark),
            PaletteLight = Fill(new PaletteLight(), tokens.Light),
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = tokens["radius"] },
            Shadows = new Shadow { Elevation = [.. Enumerable.Repeat("none", 26)] },
            Typography = new Typography
            {
                Default = new DefaultTypography { FontFamily = fonts, FontSize = tokens["text-size"], LineHeight = "1.45", LetterSpacing = "normal" },
                Body1 = new Body1Typography { FontSize = tokens["text-size-large"], LineHeight = "1.45", LetterSpacing = "normal" },
                Body2 = new Body2Typography { FontSize = tokens["text-size"], LineHeight = "1.45", LetterSpacing = "normal" },
                Button = new ButtonTypography { FontSize = tokens["text-size"], FontWeight = "500", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
                Caption = new CaptionTypography { FontSize = tokens["text-size-small"], LineHeight = "1.4", LetterSpacing = "normal" },
                H6 = new H6Typography { FontSize = "15px", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
                H5 = new H5Typography { FontSize = "18px", FontWeight = "600", LineHeight = "1.35", LetterSpacing = "normal" },
                H4 = new H4Typography { FontSize = "22px", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            },
        };
    }

    private static TPalette Fill<TPalette>(TPalette palette, IReadOnlyDictionary<string, string> colours)
        where TPalette : Palette
    {
        palette.Primary = colours["accent"];
        palette.PrimaryContrastText = colours["on-accent"];
        palette.Secondary = colours["accent-text"];
        palette.Background = colours["background"];
        palette.BackgroundGray = colours["raised"];
        palette.Surface = colours["panel"];
        palette.DrawerBackground = colours["panel"];
        palette.DrawerText = colours["text"];
        palette.DrawerIcon = colours["text-muted"];
        palette.AppbarBackground = colours["panel"];
        palette.AppbarText = colours["text"];
        palette.TextPrimary = colours["text"];
        palette.TextSecondary = colours["text-muted"];
        palette.TextDisabled = colours["text-muted"];
        palette.ActionDefault = colours["text-muted"];
        palette.ActionDisabled = colours["line-strong"];
        palette.Divider = colours["line"];
        palette.DividerLight = colours["line"];
        palette.LinesDefault = colours["line"];
        palette.LinesInputs = colours["line-strong"];
        palette.TableLines = colours["line"];
        palette.TableHover = colours["raised"];
        palette.Success = colours["good"];
        palette.Warning = colours["warning"];
        palette.Error = colours["bad"];
        palette.Info = colours["accent-text"];
        return palette;
    }
}
