using System.Buffers.Binary;

namespace DrumAI.Audio;

/// <summary>The header of an MPEG audio frame (ISO/IEC 11172-3, 13818-3, and the "2.5" extension).</summary>
/// <param name="Layer">1 to 3.</param>
/// <param name="SampleRate">Hz.</param>
/// <param name="ChannelCount">1 or 2.</param>
/// <param name="ByteCount">Length of the frame with its header.</param>
internal readonly record struct MpegFrame(int Layer, int SampleRate, int ChannelCount, int ByteCount)
{
    /// <summary>Bytes of a header.</summary>
    public const int HeaderLength = 4;

    /// <summary>The highest bit rate of any layer, in bits a second.</summary>
    public const int MaxBitRate = 448_000;

    private static readonly int[][] Kilobits =
    [
        [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] Mpeg1Rates = [44_100, 48_000, 32_000];

    /// <summary>Reads a header; false where these bytes are none (free-format streams count as none).</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out MpegFrame frame)
    {
        frame = default;
        if (bytes.Length < HeaderLength) return false;
        uint header = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        int version = (int)(header >> 19) & 3, layer = 4 - ((int)(header >> 17) & 3);
        int bitRateIndex = (int)(header >> 12) & 15, rateIndex = (int)(header >> 10) & 3;
        if (header >> 21 != 0x7FF || version == 1 || layer == 4 || bitRateIndex is 0 or 15 || rateIndex == 3) return false;

        bool isMpeg1 = version == 3;
        int rate = Mpeg1Rates[rateIndex] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        int bitRate = 1000 * Kilobits[isMpeg1 ? layer - 1 : layer == 1 ? 3 : 4][bitRateIndex - 1];
        int padding = (int)(header >> 9) & 1;
        int byteCount = layer switch
        {
            1 => ((12 * bitRate / rate) + padding) * 4,
            3 when !isMpeg1 => (72 * bitRate / rate) + padding,
            _ => (144 * bitRate / rate) + padding,
        };
        frame = new MpegFrame(layer, rate, ((header >> 6) & 3) == 3 ? 1 : 2, byteCount);
        return true;
    }

    /// <summary>Whether another frame may follow this one in a stream.</summary>
    public bool IsLike(MpegFrame other) => other.Layer == Layer && other.SampleRate == SampleRate;
}
