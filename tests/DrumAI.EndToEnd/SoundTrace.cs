using System.Text.Json;

namespace DrumAI.EndToEnd;

/// <summary>One start of a sound, as the page's sound engine noted it.</summary>
/// <param name="Id">The sound.</param>
/// <param name="ContextTime">The audio clock when it was scheduled, in seconds.</param>
/// <param name="StartTime">When it was told to start, on the same clock.</param>
/// <param name="Preloaded">It was decoded before it was asked for.</param>
/// <param name="Gain">Factor on its amplitudes.</param>
/// <param name="Loop">It repeats.</param>
/// <param name="CutSeconds">How long the sound before it takes to fade; 0 where none sounded.</param>
public sealed record SoundTrace(int Id, double ContextTime, double StartTime, bool Preloaded, double Gain, bool Loop, double CutSeconds)
{
    /// <summary>All that a page has started.</summary>
    public static async Task<IReadOnlyList<SoundTrace>> ReadAsync(StudioPage window) =>
        JsonSerializer.Deserialize<SoundTrace[]>(await window.Page.EvaluateAsync<string>("JSON.stringify(window.drumai.sound.trace)"), JsonSerializerOptions.Web)!;
}
