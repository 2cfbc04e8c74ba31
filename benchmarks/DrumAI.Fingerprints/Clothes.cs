using System.Diagnostics;
using DrumAI.Audio;

namespace DrumAI.Fingerprints;

/// <summary>The other clothes that a sound may come in, of which its fingerprint must know nothing.</summary>
internal sealed class Clothes(string scratchFolder)
{
    private static readonly string[] Lossless =
        ["gain -12 dB", "gain +12 dB", "silence before", "silence after", "fade of the last 10 %", "16 bits", "24 bits", "22.05 kHz", "44.1 kHz", "48 kHz", "equal stereo", "offset"];

    private static readonly string[] Codecs = ["MP3 192 kb/s", "Ogg Vorbis q5", "Opus 96 kb/s"];

    /// <summary>The name of pairs.</summary>
    public const string TwoAtOnce = "two at once";

    /// <summary>Names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Lossless, .. Codecs];

    /// <summary>Whether clothes lose something, as codecs do.</summary>
    public static bool IsCodec(string name) => Codecs.Contains(name);

    /// <summary>Two at once: one that keeps the samples, then any other.</summary>
    public static (string First, string Second) Pair(Random random)
    {
        string first = Lossless[random.Next(Lossless.Length)], second = first;
        while (second == first) second = Names[random.Next(Names.Count)];
        return (first, second);
    }

    /// <summary>Dresses a sound; what is drawn by chance (how much silence, how large an offset) comes from <paramref name="random"/>.</summary>
    public Pcm Put(string name, Pcm sound, Random random)
    {
        int channels = sound.ChannelCount, rate = sound.SampleRate;
        switch (name)
        {
            case "gain -12 dB": return With(sound, s => s * 0.25118864f);
            case "gain +12 dB": return With(sound, s => s * 3.9810717f);
            case "silence before": return Padded(sound, before: (int)(0.05 * random.NextDouble() * rate), after: 0);
            case "silence after": return Padded(sound, before: 0, after: (int)(0.5 * random.NextDouble() * rate));
            case "fade of the last 10 %": return Faded(sound);
            case "16 bits": return With(InRange(sound), s => Math.Clamp(MathF.Round(s * 32768), -32768, 32767) / 32768);
            case "24 bits": return With(InRange(sound), s => (float)(Math.Clamp(Math.Round(s * 8388608.0), -8388608, 8388607) / 8388608));
            case "22.05 kHz": return Resampled(sound, 22050);
            case "44.1 kHz": return Resampled(sound, 44100);
            case "48 kHz": return Resampled(sound, 48000);
            case "equal stereo": return new Pcm([.. sound.ToMono().SelectMany(s => new[] { s, s })], 2, rate);
            case "offset":
                float offset = (float)((random.Next(2) * 2 - 1) * (0.01 + 0.09 * random.NextDouble()));
                return With(sound, s => s + offset);
            case "MP3 192 kb/s": return Coded(Resampled(sound, Math.Min(rate, 48000)), "mp3", "lame", "--quiet -b 192 {0} {1}");
            case "Ogg Vorbis q5": return Coded(sound, "ogg", "oggenc", "-Q -q 5 -o {1} {0}");
            case "Opus 96 kb/s": return Coded(sound, "opus", "opusenc", "--quiet --bitrate 96 {0} {1}");
            default: throw new ArgumentException($"There are no such clothes: {name}, for {channels} channels.", nameof(name));
        }
    }

    private static Pcm With(Pcm sound, Func<float, float> change) => new([.. sound.Samples.Select(change)], sound.ChannelCount, sound.SampleRate);

    /// <summary>Clipping is no other clothes but damage: what integers would clip is brought down to full scale.</summary>
    private static Pcm InRange(Pcm sound)
    {
        float peak = sound.Samples.Max(Math.Abs);
        return peak <= 1 ? sound : With(sound, s => s / peak);
    }

    private static Pcm Padded(Pcm sound, int before, int after)
    {
        var padded = new float[(before + after) * sound.ChannelCount + sound.Samples.Length];
        sound.Samples.CopyTo(padded, before * sound.ChannelCount);
        return new Pcm(padded, sound.ChannelCount, sound.SampleRate);
    }

    private static Pcm Faded(Pcm sound)
    {
        var faded = (float[])sound.Samples.Clone();
        int first = (int)(0.9 * sound.FrameCount), count = sound.FrameCount - first;
        for (int i = first * sound.ChannelCount; i < faded.Length; i++) faded[i] *= 1 - (float)(i / sound.ChannelCount - first) / count;
        return new Pcm(faded, sound.ChannelCount, sound.SampleRate);
    }

    private static Pcm Resampled(Pcm sound, int rate)
    {
        if (sound.SampleRate == rate) return sound;
        var channels = Enumerable.Range(0, sound.ChannelCount)
            .Select(c => Resampler.Resample([.. Enumerable.Range(0, sound.FrameCount).Select(i => sound.Samples[i * sound.ChannelCount + c])], sound.SampleRate, rate)).ToArray();
        return new Pcm([.. Enumerable.Range(0, channels[0].Length).SelectMany(i => channels.Select(c => c[i]))], sound.ChannelCount, rate);
    }

    private Pcm Coded(Pcm sound, string extension, string program, string arguments)
    {
        string wav = Path.Combine(scratchFolder, "sound.wav"), coded = Path.Combine(scratchFolder, "sound." + extension);
        File.WriteAllBytes(wav, Wav24(InRange(sound)));
        using var process = Process.Start(new ProcessStartInfo(program, string.Format(arguments, wav, coded)) { RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {said}");
        return AudioFile.Decode(File.ReadAllBytes(coded)).Pcm;
    }

    private static byte[] Wav24(Pcm sound)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        int length = sound.Samples.Length * 3;
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)sound.ChannelCount);
        writer.Write(sound.SampleRate);
        writer.Write(sound.SampleRate * sound.ChannelCount * 3);
        writer.Write((short)(sound.ChannelCount * 3));
        writer.Write((short)24);
        writer.Write("data"u8);
        writer.Write(length);
        foreach (float sample in sound.Samples)
        {
            int value = (int)Math.Clamp(Math.Round(sample * 8388608.0), -8388608, 8388607);
            writer.Write((byte)value);
            writer.Write((byte)(value >> 8));
            writer.Write((byte)(value >> 16));
        }

        return stream.ToArray();
    }
}
