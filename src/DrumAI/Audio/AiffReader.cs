using System.Buffers.Binary;
using System.Text;

namespace DrumAI.Audio;

/// <summary>
/// Reads AIFF and AIFF-C files holding PCM of 1 to 32 bits in either byte order, floats of 32 or 64, A-law or mu-law. Other codings (IMA
/// ADPCM, GSM, DWVW) are passed on to libsndfile.
/// </summary>
/// <remarks>Sources: Apple, "Audio Interchange File Format: AIFF" 1.3 (1989) and the AIFF-C draft (1991), with the types that QuickTime added.</remarks>
internal static class AiffReader
{
    /// <summary>Reads a file that was recognised as <see cref="AudioContainer.Aiff"/>.</summary>
    public static AudioReading Read(ByteSource source, AudioReadOptions options)
    {
        var warnings = new List<string>();
        Span<byte> form = stackalloc byte[4];
        source.Read(8, form);
        bool isCompressible = form.SequenceEqual("AIFC"u8);

        Chunk? common = null, sound = null;
        var walker = new ChunkWalker(source, ChunkStyle.BigEndian, 12);
        while ((common is null || sound is null) && walker.TryNext(out Chunk chunk))
        {
            if (chunk.Name == "COMM") common = chunk;
            else if (chunk.Name == "SSND") sound = chunk;
        }

        if (common is null) throw new AudioFormatException(AudioErrorCode.Corrupt, "The header does not tell the sound's format (no COMM chunk).");
        Span<byte> buffer = stackalloc byte[22];
        ReadOnlySpan<byte> bytes = buffer[..source.Read(common.Value.Body, buffer[..(int)Math.Min(22, common.Value.Size)])];
        if (bytes.Length < 18) throw new AudioFormatException(AudioErrorCode.Corrupt, "The chunk that tells the sound's format is too short.");
        int channelCount = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        uint frameCount = BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
        int bits = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        int sampleRate = Rate(bytes.Slice(8, 10));
        string coding = isCompressible && bytes.Length == 22 ? Encoding.Latin1.GetString(bytes[18..]) : "NONE";
        FormatLimits.Check(sampleRate, channelCount);
        if (Layout(coding, bits) is not { } layout)
        {
            if (sound?.Body + (long?)sound?.Size > source.Length) warnings.Add("The file ends early: its header announces more sound than is there.");
            return SndFileDecoder.Read(source, AudioContainer.Aiff, options, warnings);
        }

        if (sound is null) throw new AudioFormatException(AudioErrorCode.Empty, "The file holds no sound: it has no SSND chunk.");

        // The chunk begins with two numbers of its own: bytes to pass over, and a block size that nobody uses.
        Span<byte> prefix = stackalloc byte[8];
        long skipped = source.Read(sound.Value.Body, prefix) == 8 ? BinaryPrimitives.ReadUInt32BigEndian(prefix) : 0;
        if (skipped > (long)sound.Value.Size)
        {
            warnings.Add("The header's offset of the sound is damaged and was taken as 0.");
            skipped = 0;
        }

        long frameByteCount = (long)layout.ByteCount * channelCount;
        long? announced = frameCount * frameByteCount;
        long inChunk = Math.Max(0, (long)sound.Value.Size - 8 - skipped);
        if (frameCount == 0 && inChunk > 0)
        {
            warnings.Add("The header gives the sound no length; all that is there was read.");
            announced = sound.Value.Size >= 0x7FFF_F000 ? null : inChunk;
        }
        else if (inChunk < announced && sound.Value.Body + (long)sound.Value.Size <= source.Length)
        {
            warnings.Add("The header announces more frames than its sound chunk holds; what is there was read.");
            announced = inChunk;
        }

        int usedBits = layout.Kind switch { AmplitudeKind.Float => 8 * layout.ByteCount, AmplitudeKind.ALaw or AmplitudeKind.MuLaw => 8, _ => bits };
        return new RawSound(AudioContainer.Aiff, layout, usedBits, sampleRate, channelCount, sound.Value.Body + 8 + skipped, announced)
            .Read(source, options, warnings);
    }

    /// <summary>How the amplitudes lie under a compression type; null where it is one that we do not read.</summary>
    private static AmplitudeLayout? Layout(string coding, int bits)
    {
        int byteCount = (bits + 7) / 8;
        AmplitudeLayout? layout = coding switch
        {
            "NONE" or "twos" or "none" => new(AmplitudeKind.Signed, byteCount, true),
            "sowt" => new(AmplitudeKind.Signed, byteCount, false),
            "raw " => new(AmplitudeKind.Unsigned, byteCount, true),
            "in24" => new(AmplitudeKind.Signed, 3, true),
            "42ni" => new(AmplitudeKind.Signed, 3, false),
            "in32" => new(AmplitudeKind.Signed, 4, true),
            "23ni" => new(AmplitudeKind.Signed, 4, false),
            "fl32" or "FL32" => new(AmplitudeKind.Float, 4, true),
            "fl64" or "FL64" => new(AmplitudeKind.Float, 8, true),
            "alaw" or "ALAW" => new(AmplitudeKind.ALaw, 1, true),
            "ulaw" or "ULAW" => new(AmplitudeKind.MuLaw, 1, true),
            _ => null,
        };
        if (layout is { Kind: AmplitudeKind.Signed or AmplitudeKind.Unsigned, ByteCount: < 1 or > 4 })
            throw new AudioFormatException(AudioErrorCode.Unsupported, $"The sound is coded as integers of {bits} bits, which is not read.");
        return layout;
    }

    /// <summary>An IEEE 754 extended number of 80 bits: sign and exponent (bias 16383), then a 64-bit significand with its leading 1. Out of an int's range gives -1.</summary>
    private static int Rate(ReadOnlySpan<byte> bytes)
    {
        int exponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ulong significand = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        double rate = Math.Round(Math.ScaleB(significand, exponent - 16383 - 63));
        return exponent < 0x8000 && rate < int.MaxValue ? (int)rate : -1;
    }
}
