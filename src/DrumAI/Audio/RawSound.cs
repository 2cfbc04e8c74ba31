using System.Buffers;

namespace DrumAI.Audio;

/// <summary>Uncompressed amplitudes that a reader found in a container.</summary>
/// <param name="Container">Kind of file.</param>
/// <param name="Layout">How one amplitude lies there.</param>
/// <param name="BitsPerSample">Bits of it that count.</param>
/// <param name="SampleRate">Frames a second; not yet checked.</param>
/// <param name="ChannelCount">Channels; not yet checked.</param>
/// <param name="Offset">Where the first amplitude begins.</param>
/// <param name="Announced">Bytes that the header announces, or null where it says nothing to be believed.</param>
internal sealed record RawSound(
    AudioContainer Container, AmplitudeLayout Layout, int BitsPerSample, int SampleRate, int ChannelCount, long Offset, long? Announced)
{
    private const int BlockByteCount = 1 << 16;

    /// <summary>Reads the amplitudes, as many of them as are announced and there.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">Limits.</param>
    /// <param name="warnings">What the reader already had to say; more may come.</param>
    /// <exception cref="AudioFormatException">Nothing is there, or too much.</exception>
    public AudioReading Read(ByteSource source, AudioReadOptions options, List<string> warnings)
    {
        AudioFormat format = new(
            Container,
            Layout.Kind switch
            {
                AmplitudeKind.Float => AudioEncoding.IeeeFloat,
                AmplitudeKind.ALaw => AudioEncoding.ALaw,
                AmplitudeKind.MuLaw => AudioEncoding.MuLaw,
                _ => AudioEncoding.Pcm,
            },
            BitsPerSample, SampleRate, ChannelCount);
        FormatLimits.Check(SampleRate, ChannelCount);

        int frameByteCount = Layout.ByteCount * ChannelCount;
        long present = Math.Max(0, source.Length - Offset);
        long announced = Announced ?? present;
        options.CheckLength(announced / frameByteCount, SampleRate, ChannelCount);
        if (announced > present)
        {
            warnings.Add($"The file ends early: its header announces {Seconds(announced)} s of sound, {Seconds(present)} s are there.");
        }

        long byteCount = Math.Min(announced, present);
        var samples = new float[byteCount / frameByteCount * ChannelCount];
        int read = ReadAmplitudes(source, samples);
        if (read < samples.Length) Array.Resize(ref samples, read);
        if (samples.Length == 0) throw new AudioFormatException(AudioErrorCode.Empty, "The file holds no sound: its header is there, no frame follows.");
        FormatLimits.MakeUsable(samples, Layout.Kind == AmplitudeKind.Float, warnings);
        return new AudioReading(new Pcm(samples, ChannelCount, SampleRate), format, warnings);

        string Seconds(long bytes) => $"{(double)bytes / frameByteCount / SampleRate:0.###}";
    }

    /// <summary>Fills <paramref name="samples"/> block by block; gives how many amplitudes there were, in whole frames.</summary>
    private int ReadAmplitudes(ByteSource source, float[] samples)
    {
        byte[] scratch = ArrayPool<byte>.Shared.Rent(BlockByteCount);
        try
        {
            int blockLength = BlockByteCount / Layout.ByteCount;
            for (int done = 0; done < samples.Length;)
            {
                int wanted = Math.Min(blockLength, samples.Length - done);
                ReadOnlySpan<byte> bytes = source.Window(Offset + ((long)done * Layout.ByteCount), scratch.AsSpan(0, wanted * Layout.ByteCount));
                int count = bytes.Length / Layout.ByteCount;
                AmplitudeConverter.Convert(bytes, samples.AsSpan(done, count), Layout);
                done += count;
                if (count < wanted) return done - (done % ChannelCount);
            }

            return samples.Length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
