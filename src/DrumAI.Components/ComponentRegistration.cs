using DrumAI.Components.Sound;
using Microsoft.Extensions.DependencyInjection;

namespace DrumAI.Components;

/// <summary>What a host registers for these components.</summary>
public static class ComponentRegistration
{
    /// <summary>Texts and the sound player. MudBlazor's own services are the host's.</summary>
    public static IServiceCollection AddDrumAIComponents(this IServiceCollection services) => services.AddLocalization().AddScoped<SoundPlayer>();
}
