using BenchmarkDotNet.Attributes;
using DrumAI.Audio;
using DrumAI.Tests.Audio;
using DrumAI.Tests.Classification;

namespace DrumAI.Benchmarks;

/// <summary>Bytes in memory to amplitudes: about half a second of stereo at 44.1 kHz.</summary>
[MemoryDiagnoser]
public class DecodeBenchmark
{
    private byte[] wav = [];
    private byte[] flac = [];
    private byte[] vorbis = [];

    [GlobalSetup]
    public void Setup()
    {
        var pcm = ShortFiles.Sound(2, channelCount: 2);
        wav = TestSounds.ToWav(pcm);
        flac = SndFileWriter.Write(SndFileWriter.Flac | SndFileWriter.S16, pcm);
        vorbis = SndFileWriter.Write(SndFileWriter.Ogg | SndFileWriter.Vorbis, pcm);
    }

    [Benchmark]
    public AudioReading Wav() => AudioFile.Decode(wav);

    [Benchmark]
    public AudioReading Flac() => AudioFile.Decode(flac);

    [Benchmark]
    public AudioReading OggVorbis() => AudioFile.Decode(vorbis);
}
