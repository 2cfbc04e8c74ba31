using System.Buffers.Binary;

namespace DrumAI.Audio;

/// <summary>The format chunk of a WAVE file.</summary>
/// <param name="Tag">WAVE_FORMAT number; that of the sub-format where it is extensible.</param>
/// <param name="ChannelCount">Channels.</param>
/// <param name="SampleRate">Frames a second, in Hz.</param>
/// <param name="BlockAlign">Bytes of a frame, as the header says.</param>
/// <param name="Bits">Bits of an amplitude's container.</param>
/// <param name="ValidBits">Bits of it that count.</param>
internal sealed record WavFormat(int Tag, int ChannelCount, int SampleRate, int BlockAlign, int Bits, int ValidBits)
{
    /// <summary>Registered WAVE_FORMAT numbers.</summary>
    public const int Pcm = 1, IeeeFloat = 3, ALaw = 6, MuLaw = 7, MpegLayer3 = 0x55, OggVorbis1 = 0x674F, OggVorbis3Plus = 0x6771, Extensible = 0xFFFE;

    /// <summary>Reads it from its chunk.</summary>
    /// <exception cref="AudioFormatException">The chunk is too short.</exception>
    public static WavFormat Parse(ByteSource source, Chunk chunk, bool bigEndian)
    {
        Span<byte> buffer = stackalloc byte[40];
        ReadOnlySpan<byte> bytes = buffer[..source.Read(chunk.Body, buffer[..(int)Math.Min(40, chunk.Size)])];
        if (bytes.Length < 16) throw new AudioFormatException(AudioErrorCode.Corrupt, "The chunk that tells the sound's format is too short.");
        int tag = Word(bytes), bits = Word(bytes[14..]), validBits = bits;
        if (tag == Extensible)
        {
            if (bytes.Length < 26) throw new AudioFormatException(AudioErrorCode.Corrupt, "The chunk that tells the sound's format is too short.");
            tag = Word(bytes[24..]);
            if (Word(bytes[18..]) is > 0 and var valid && valid < bits) validBits = valid;
        }

        uint rate = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return new WavFormat(tag, Word(bytes[2..]), (int)Math.Min(rate, int.MaxValue), Word(bytes[12..]), bits, validBits) { IsBigEndian = bigEndian };

        int Word(ReadOnlySpan<byte> at) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);
    }

    /// <summary>Whether the amplitudes are big-endian (RIFX).</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>How one amplitude lies in the file.</summary>
    /// <exception cref="AudioFormatException">The numbers allow no reading.</exception>
    public AmplitudeLayout Layout(List<string> warnings)
    {
        FormatLimits.Check(SampleRate, ChannelCount);
        if (Tag is ALaw or MuLaw) return new AmplitudeLayout(Tag == ALaw ? AmplitudeKind.ALaw : AmplitudeKind.MuLaw, 1, IsBigEndian);

        int byteCount = (Bits + 7) / 8;
        bool blockFits = BlockAlign > 0 && BlockAlign % ChannelCount == 0;
        int blockByteCount = blockFits ? BlockAlign / ChannelCount : 0;
        if (byteCount == 0) byteCount = blockByteCount;
        if (Tag == IeeeFloat)
        {
            if (byteCount is not (4 or 8)) throw Unsupported($"floats of {Bits} bits");
            if (blockByteCount != byteCount) warnings.Add(BlockWarning);
            return new AmplitudeLayout(AmplitudeKind.Float, byteCount, IsBigEndian);
        }

        if (byteCount is < 1 or > 4) throw Unsupported($"integers of {Bits} bits");
        // An amplitude may lie in more bytes than it needs (24 bits in 4), at their upper end; fewer than it needs cannot be meant.
        if (blockByteCount > byteCount && blockByteCount <= 4) byteCount = blockByteCount;
        else if (blockByteCount != byteCount) warnings.Add(BlockWarning);
        return new AmplitudeLayout(byteCount == 1 ? AmplitudeKind.Unsigned : AmplitudeKind.Signed, byteCount, IsBigEndian);
    }

    private const string BlockWarning = "The header's frame size does not fit its channels and bits; these were believed.";

    private static AudioFormatException Unsupported(string what) => new(AudioErrorCode.Unsupported, $"The sound is coded as {what}, which is not read.");
}
