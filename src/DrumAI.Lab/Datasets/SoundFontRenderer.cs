using System.Numerics.Tensors;
using DrumAI.Audio;
using DrumAI.Taxonomy;

namespace DrumAI.Lab.Datasets;

/// <summary>
/// Renders the drum kits of a General MIDI SoundFont through fluidsynth, without reverb and chorus: one WAV file a kit, note and layer,
/// <c>KIT/NNN_NAME_v100.wav</c>. Softer strokes are written where the font has recordings of their own for them. A kit that sounds like the standard kit throughout is one that the font does not have.
/// </summary>
internal sealed class SoundFontRenderer(string soundFont)
{
    private const int SampleRate = 44100;
    private const float SameRecording = 0.9f;
    private const double SpacingSeconds = 3;
    private const float Silence = 1e-3f;

    /// <summary>Program numbers of the kits that General MIDI 2 and Roland's GS have.</summary>
    private static readonly (int Program, string Name)[] Kits =
        [(0, "Standard"), (8, "Room"), (16, "Power"), (24, "Electronic"), (25, "TR_808"), (32, "Jazz"), (40, "Brush"), (48, "Orchestra")];

    private static readonly int[] Notes = [.. Enumerable.Range(27, 61)];

    /// <summary>From hard to soft.</summary>
    private static readonly int[] Velocities = [100, 60, 25];

    /// <summary>Renders all kits.</summary>
    /// <returns>How many files were written.</returns>
    /// <exception cref="IOException">Fluidsynth is not installed, or fails.</exception>
    public async Task<int> RenderAsync(string folder, CancellationToken cancellation)
    {
        int written = await RenderAsync(folder, MidiFile.PercussionChannel, Kits, cancellation);
        // A font of one drum kit alone may have it among its melodic programs.
        return written > 0 ? written : await RenderAsync(folder, 0, [Kits[0]], cancellation);
    }

    private async Task<int> RenderAsync(string folder, byte channel, IReadOnlyList<(int Program, string Name)> kits, CancellationToken cancellation)
    {
        int written = 0;
        var standard = new Dictionary<(int Note, int Velocity), float[]>();
        foreach (var (program, kit) in kits)
        {
            var layers = new Dictionary<int, List<float[]>>();
            foreach (int velocity in Velocities)
            {
                foreach (var (note, hit) in await HitsAsync(folder, channel, program, velocity, cancellation))
                {
                    // A note that sounds as in the standard kit is not rendered twice, nor is a softer stroke that is the same recording.
                    if (program == 0) standard[(note, velocity)] = hit;
                    else if (standard.TryGetValue((note, velocity), out var known) && known.AsSpan().SequenceEqual(hit)) continue;
                    if (!layers.TryGetValue(note, out var louder)) layers[note] = louder = [];
                    if (louder.Any(l => Likeness(l, hit) > SameRecording)) continue;
                    louder.Add(hit);
                    string file = Path.Combine(folder, kit, $"{note:000}_{NameOf(note)}_v{velocity}.wav");
                    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                    await File.WriteAllBytesAsync(file, WavWriter.ToInt16(hit, SampleRate), cancellation);
                    written++;
                }
            }
        }

        return written;
    }

    /// <summary>Correlation of two hits from their beginnings, over the shorter: 1 for the same recording however loud.</summary>
    internal static float Likeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int length = Math.Min(a.Length, b.Length);
        float scale = TensorPrimitives.Norm(a[..length]) * TensorPrimitives.Norm(b[..length]);
        return scale > 0 ? TensorPrimitives.Dot(a[..length], b[..length]) / scale : 0;
    }

    private async Task<Dictionary<int, float[]>> HitsAsync(string folder, byte channel, int program, int velocity, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string midi = Path.Combine(folder, $"kit{program}.mid"), wav = Path.Combine(folder, $"kit{program}.wav");
        try
        {
            await File.WriteAllBytesAsync(midi, MidiFile.OfNotes(channel, program, Notes, velocity, SpacingSeconds), cancellation);
            string[] arguments = ["-n", "-i", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", $"{SampleRate}", "-F", Path.GetFullPath(wav), Path.GetFullPath(soundFont), Path.GetFullPath(midi)];
            await ExternalProgram.RunAsync("fluidsynth", folder, arguments, cancellation);
            return Cut(AudioFile.Read(wav).Pcm.ToMono());
        }
        finally
        {
            File.Delete(midi);
            File.Delete(wav);
        }
    }

    /// <summary>The notes one by one, from where each begins, without the silence behind it, the loudest at 0.8.</summary>
    private static Dictionary<int, float[]> Cut(float[] all)
    {
        var hits = new Dictionary<int, float[]>();
        int spacing = (int)(SpacingSeconds * SampleRate);
        for (int i = 0; i < Notes.Length; i++)
        {
            int start = (int)((i + 0.5) * spacing);
            if (start >= all.Length) break;
            var span = all.AsSpan(start, Math.Min(spacing, all.Length - start));
            int first = span.IndexOfAnyExceptInRange(-Silence, Silence), last = span.LastIndexOfAnyExceptInRange(-Silence, Silence);
            if (first < 0 || last - first < SampleRate / 200) continue;
            var hit = span[first..(last + 1)].ToArray();
            float peak = Math.Max(hit.Max(), -hit.Min());
            hits[Notes[i]] = Array.ConvertAll(hit, x => x * 0.8f / peak);
        }

        return hits;
    }

    private static string NameOf(int note)
    {
        var taxonomy = DrumTaxonomy.Default;
        return taxonomy.Subclasses.FirstOrDefault(s => s.GeneralMidiNotes.Contains(note))?.Name ?? taxonomy.Classes.FirstOrDefault(c => c.GeneralMidiNotes.Contains(note))?.Name ?? "Note";
    }
}
