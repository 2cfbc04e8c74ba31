using System.Collections.Concurrent;
using DrumAI.Audio;
using DrumAI.Components.Waves;

namespace DrumAI.Studio.Sounds;

/// <summary>Outlines of sounds for lists. They are measured when first shown and kept in memory, 128 bytes each; nothing is written down.</summary>
internal sealed class PeakSource(SoundSource sounds) : IDisposable
{
    /// <summary>So many files are read at once: as many as do not hold up the rest.</summary>
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly ConcurrentDictionary<long, byte[]> known = new();

    /// <summary>An outline that was measured already; null otherwise.</summary>
    public byte[]? Find(long id) => known.GetValueOrDefault(id);

    /// <summary>The outline of a sound; null where it cannot be read.</summary>
    public async Task<byte[]?> ReadAsync(long id, CancellationToken cancellation)
    {
        if (Find(id) is { } peaks) return peaks;
        await turns.WaitAsync(cancellation);
        try
        {
            if (sounds.Find(id) is not { } path) return null;
            return known[id] = await Task.Run(() => WavePeaks.Measure(AudioFile.Read(path).Pcm.ToMono()), cancellation);
        }
        catch (AudioFormatException)
        {
            // The row is shown without an outline; playing the sound says what is wrong with it.
            return null;
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
