using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumAI.Audio;

/// <summary>Decodes what is compressed, and the rarer containers, by the system's libsndfile (1.1 or newer; MP3 came with 1.1).</summary>
internal static unsafe class SndFileDecoder
{
    private const int BlockLength = 1 << 16;
    private const int TypeMask = 0x0FFF0000, SubtypeMask = 0xFFFF;

    /// <summary>Decodes a stream.</summary>
    /// <param name="source">Its bytes, tags and junk before it left out.</param>
    /// <param name="container">What it was recognised as.</param>
    /// <param name="options">Limits.</param>
    /// <param name="warnings">What a reader already had to say; more may come.</param>
    /// <exception cref="AudioFormatException">It cannot be decoded, or libsndfile is missing.</exception>
    public static AudioReading Read(ByteSource source, AudioContainer container, AudioReadOptions options, List<string> warnings)
    {
        if (container == AudioContainer.Caf && IsAppleLossless(source))
            throw new AudioFormatException(AudioErrorCode.Unsupported, "Apple Lossless in a CAF file is not read; convert it to WAV or FLAC.");

        var io = new SndFileIo(source);
        GCHandle self = GCHandle.Alloc(io);
        nint file = 0;
        try
        {
            LibSndFile.VirtualIo callbacks = SndFileIo.Callbacks;
            LibSndFile.Info info = default;
            file = LibSndFile.OpenVirtual(&callbacks, LibSndFile.ModeRead, &info, GCHandle.ToIntPtr(self));
            ThrowIfFailed(io);
            if (file == 0) throw Refused(container, source);
            return Decode(file, info, source, container, options, warnings, io);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new AudioFormatException(AudioErrorCode.DecoderMissing, InstallHint(container), exception);
        }
        finally
        {
            if (file != 0) _ = LibSndFile.Close(file);
            self.Free();
        }
    }

    private static AudioReading Decode(
        nint file, LibSndFile.Info info, ByteSource source, AudioContainer container, AudioReadOptions options, List<string> warnings, SndFileIo io)
    {
        FormatLimits.Check(info.SampleRate, info.Channels);
        AudioFormat format = Format(info, container);
        bool isLengthKnown = info.Frames is > 0 and < long.MaxValue;
        if (isLengthKnown) options.CheckLength(info.Frames, info.SampleRate, info.Channels);
        float[] samples = ReadAll(file, info, options);
        ThrowIfFailed(io);
        int error = LibSndFile.Error(file);
        long frameCount = samples.Length / info.Channels;
        if (frameCount == 0)
        {
            throw error != 0 || IsCut(source, container)
                ? new AudioFormatException(AudioErrorCode.Corrupt, $"The {Name(container)} stream is damaged: nothing in it can be decoded.")
                : new AudioFormatException(AudioErrorCode.Empty, "The file holds no sound: its header is there, no frame follows.");
        }

        if (isLengthKnown && frameCount < info.Frames)
        {
            warnings.Add($"The file ends early or is damaged: its header announces {Seconds(info.Frames)} s of sound, {Seconds(frameCount)} s could be decoded.");
        }
        else if (error != 0)
        {
            warnings.Add($"The stream is damaged; {Seconds(frameCount)} s could be decoded.");
        }
        else if (IsCut(source, container))
        {
            warnings.Add($"The file ends early; {Seconds(frameCount)} s of sound are there.");
        }

        FormatLimits.MakeUsable(samples, isFloat: true, warnings);
        return new AudioReading(new Pcm(samples, info.Channels, info.SampleRate), format, warnings);

        string Seconds(long frames) => $"{(double)frames / info.SampleRate:0.###}";
    }

    /// <summary>Reads to the end, block by block: the number of frames that a header announces is never trusted with memory.</summary>
    private static float[] ReadAll(nint file, LibSndFile.Info info, AudioReadOptions options)
    {
        long maxFrameCount = options.MaxFrameCount(info.SampleRate, info.Channels);
        var full = new List<float[]>();
        float[] block = ArrayPool<float>.Shared.Rent(BlockLength);
        int blockFrameCount = BlockLength / info.Channels, blockLength = blockFrameCount * info.Channels;
        try
        {
            long frameCount = 0;
            int used = 0;
            while (true)
            {
                long read;
                fixed (float* target = &block[used]) read = LibSndFile.ReadFrames(file, target, (blockLength - used) / info.Channels);
                if (read <= 0) break;
                frameCount += read;
                if (frameCount > maxFrameCount) options.CheckLength(frameCount, info.SampleRate, info.Channels);
                used += (int)read * info.Channels;
                if (used < blockLength) continue;
                full.Add(block);
                block = ArrayPool<float>.Shared.Rent(BlockLength);
                used = 0;
            }

            var samples = new float[((long)full.Count * blockLength) + used];
            for (int i = 0; i < full.Count; i++) Array.Copy(full[i], 0, samples, (long)i * blockLength, blockLength);
            Array.Copy(block, 0, samples, (long)full.Count * blockLength, used);
            return samples;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
            foreach (float[] done in full) ArrayPool<float>.Shared.Return(done);
        }
    }

    private static AudioFormat Format(LibSndFile.Info info, AudioContainer container)
    {
        (AudioEncoding encoding, int bits) = (info.Format & SubtypeMask) switch
        {
            0x01 or 0x05 => (AudioEncoding.Pcm, 8),
            0x02 => (AudioEncoding.Pcm, 16),
            0x03 => (AudioEncoding.Pcm, 24),
            0x04 => (AudioEncoding.Pcm, 32),
            0x06 => (AudioEncoding.IeeeFloat, 32),
            0x07 => (AudioEncoding.IeeeFloat, 64),
            0x10 => (AudioEncoding.MuLaw, 8),
            0x11 => (AudioEncoding.ALaw, 8),
            (>= 0x12 and <= 0x13) or (>= 0x21 and <= 0x32) => (AudioEncoding.Adpcm, 0),
            0x60 => (AudioEncoding.Vorbis, 0),
            0x64 => (AudioEncoding.Opus, 0),
            >= 0x80 and <= 0x82 => (AudioEncoding.Mpeg, 0),
            _ => (AudioEncoding.Other, 0),
        };
        bool isFlac = (info.Format & TypeMask) is 0x170000 or 0x200000 && encoding == AudioEncoding.Pcm;
        return new AudioFormat(container, isFlac ? AudioEncoding.Flac : encoding, bits, info.SampleRate, info.Channels);
    }

    /// <summary>Whether a file is shorter than its own marks say, which libsndfile passes over in silence.</summary>
    private static bool IsCut(ByteSource source, AudioContainer container)
    {
        Span<byte> scratch = stackalloc byte[12];
        ReadOnlySpan<byte> head = source.Window(0, scratch);
        return container switch
        {
            AudioContainer.Ogg => !OggStream.IsComplete(source),
            AudioContainer.Mpeg => MpegStream.IsCut(source),
            AudioContainer.Svx => 8L + BinaryPrimitives.ReadUInt32BigEndian(head[4..]) > source.Length,
            AudioContainer.Au when head[0] == '.' => IsAuCut(BinaryPrimitives.ReadUInt32BigEndian(head[4..]), BinaryPrimitives.ReadUInt32BigEndian(head[8..])),
            AudioContainer.Au => IsAuCut(BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), BinaryPrimitives.ReadUInt32LittleEndian(head[8..])),
            _ => false,
        };

        // All ones is AU's way to leave the length open.
        bool IsAuCut(uint offset, uint length) => length != uint.MaxValue && (long)offset + length > source.Length;
    }

    /// <summary>
    /// Whether a CAF file's description, which is always its first chunk, names Apple Lossless. On damaged ones libsndfile 1.2 prints to
    /// standard output, which may be carrying our own rows.
    /// </summary>
    private static bool IsAppleLossless(ByteSource source)
    {
        const int codingOffset = 28;
        return source.Window(codingOffset, new byte[4]).SequenceEqual("alac"u8);
    }

    private static void ThrowIfFailed(SndFileIo io)
    {
        if (io.Failure is { } failure) throw new AudioFormatException(AudioErrorCode.Unreadable, $"The file cannot be read: {failure.Message}", failure);
    }

    private static AudioFormatException Refused(AudioContainer container, ByteSource source)
    {
        if (container == AudioContainer.Mpeg && LibSndFile.Version.StartsWith("libsndfile-1.0", StringComparison.Ordinal))
            return new AudioFormatException(AudioErrorCode.DecoderMissing, $"MP3 needs libsndfile 1.1 or newer; installed is {LibSndFile.Version}.");
        return container is AudioContainer.Flac or AudioContainer.Mpeg || (container == AudioContainer.Ogg && OggStream.HasKnownCoding(source))
            ? new AudioFormatException(AudioErrorCode.Corrupt, $"The {Name(container)} stream is damaged: its beginning cannot be read.")
            : new AudioFormatException(AudioErrorCode.Unsupported, $"The {Name(container)} file is damaged, or coded in a way that is not read.");
    }

    private static string Name(AudioContainer container) => container switch
    {
        AudioContainer.Mpeg => "MP3",
        AudioContainer.Svx => "8SVX",
        AudioContainer.Ogg => "Ogg",
        _ => container.ToString().ToUpperInvariant(),
    };

    private static string InstallHint(AudioContainer container)
    {
        string how = OperatingSystem.IsWindows() ? "put sndfile.dll (from libsndfile's releases) beside the program or on the PATH"
            : OperatingSystem.IsMacOS() ? "`brew install libsndfile`"
            : "`apt install libsndfile1`, `dnf install libsndfile` or `pacman -S libsndfile`";
        return $"Reading {Name(container)} needs the library libsndfile, which is not installed: {how}.";
    }
}
