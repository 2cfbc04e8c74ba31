using System.Buffers.Binary;

namespace DrumAI.Audio;

/// <summary>
/// Reads WAVE files: RIFF, RIFX, RF64, BW64 and Wave64, holding PCM of 8 to 32 bits, floats of 32 or 64, A-law or mu-law. Other codings
/// (ADPCM, GSM) are passed on to libsndfile.
/// </summary>
/// <remarks>
/// Sources: Microsoft, "Multimedia Programming Interface and Data Specifications 1.0" and WAVEFORMATEXTENSIBLE; EBU Tech 3306 (RF64);
/// ITU-R BS.2088 (BW64); Sony Pictures Digital, "Sony Wave64". Where the header and the bytes disagree, the bytes win and a warning says so.
/// </remarks>
internal static class WavReader
{
    /// <summary>Reads a file that was recognised as <see cref="AudioContainer.Wav"/> or <see cref="AudioContainer.Wave64"/>.</summary>
    public static AudioReading Read(ByteSource source, AudioContainer container, AudioReadOptions options)
    {
        var warnings = new List<string>();
        Span<byte> magic = stackalloc byte[4], sizes = stackalloc byte[16];
        source.Read(0, magic);
        bool bigEndian = magic.SequenceEqual("RIFX"u8);
        ChunkStyle style = container == AudioContainer.Wave64 ? ChunkStyle.Wave64 : bigEndian ? ChunkStyle.BigEndian : ChunkStyle.LittleEndian;
        var walker = new ChunkWalker(source, style, style == ChunkStyle.Wave64 ? 40 : 12);

        WavFormat? format = null;
        ulong? longDataSize = null;
        long lastBody = 12;
        int searches = 0;
        while (true)
        {
            if (!walker.TryNext(out Chunk chunk))
            {
                // Some chunk's size was wrong. The names of the two that matter are looked for byte by byte.
                if (searches == 2 || !walker.TryFind(format is null ? "fmt "u8 : "data"u8, lastBody)) break;
                searches++;
                if (searches == 1) warnings.Add("The sizes in the header are damaged; the sound was found by searching for it.");
                continue;
            }

            lastBody = chunk.Body;
            switch (chunk.Name)
            {
                case "fmt ":
                    format = WavFormat.Parse(source, chunk, bigEndian);
                    break;
                case "ds64":
                    if (source.Read(chunk.Body, sizes) == 16) longDataSize = BinaryPrimitives.ReadUInt64LittleEndian(sizes[8..]);
                    break;
                case "data":
                    if (format is null)
                        throw new AudioFormatException(AudioErrorCode.Corrupt, "The sound stands before the chunk that tells its format.");
                    return ReadData(source, container, format, chunk.Body, DataSize(source, walker, chunk, style, longDataSize, warnings), options, warnings);
            }
        }

        throw format is null
            ? new AudioFormatException(AudioErrorCode.Corrupt, "The header ends before it tells the sound's format.")
            : new AudioFormatException(AudioErrorCode.Empty, "The file holds no sound: it has no data chunk.");
    }

    private static AudioReading ReadData(
        ByteSource source, AudioContainer container, WavFormat format, long body, long? announced, AudioReadOptions options, List<string> warnings)
    {
        switch (format.Tag)
        {
            case WavFormat.Pcm or WavFormat.IeeeFloat or WavFormat.ALaw or WavFormat.MuLaw:
                AmplitudeLayout layout = format.Layout(warnings);
                int bits = layout.Kind is AmplitudeKind.ALaw or AmplitudeKind.MuLaw ? 8 : format.ValidBits;
                return new RawSound(container, layout, bits, format.SampleRate, format.ChannelCount, body, announced).Read(source, options, warnings);

            case WavFormat.MpegLayer3:
                return ReadStream(AudioContainer.Mpeg);

            // Six numbers in this range, all of them a whole Ogg file as the data.
            case >= WavFormat.OggVorbis1 and <= WavFormat.OggVorbis3Plus:
                return ReadStream(AudioContainer.Ogg);

            default:
                FormatLimits.Check(format.SampleRate, format.ChannelCount);
                if (announced > source.Length - body) warnings.Add("The file ends early: its header announces more sound than is there.");
                return SndFileDecoder.Read(source, container, options, warnings);
        }

        AudioReading ReadStream(AudioContainer inner)
        {
            long length = Math.Min(announced ?? long.MaxValue, source.Length - body);
            AudioReading stream = SndFileDecoder.Read(source.Slice(body, length), inner, options, warnings);
            return stream with { Format = stream.Format with { Container = container } };
        }
    }

    /// <summary>The size that the data chunk announces; null where it says nothing, as when the writer could not go back to fill it in.</summary>
    private static long? DataSize(ByteSource source, ChunkWalker walker, Chunk chunk, ChunkStyle style, ulong? longSize, List<string> warnings)
    {
        long present = source.Length - chunk.Body;
        ulong size = style != ChunkStyle.Wave64 && chunk.Size == uint.MaxValue && longSize is { } known ? known : chunk.Size;
        if (size == 0 && present > 0 && !walker.HasChunkAt(chunk.Body))
        {
            warnings.Add("The header gives the sound no length; it was read to the end of the file.");
            return null;
        }

        // What programs write into a pipe: all ones (ffmpeg), or almost 2 GiB (SoX).
        bool isPlaceholder = size is uint.MaxValue or ulong.MaxValue or (>= 0x7FFF_F000 and <= 0x7FFF_FFFF);
        if (!isPlaceholder || size <= (ulong)present) return (long)Math.Min(size, long.MaxValue);
        warnings.Add("The header leaves the sound's length open; it was read to the end of the file.");
        return null;
    }
}
