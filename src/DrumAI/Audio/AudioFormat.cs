namespace DrumAI.Audio;

/// <summary>In what clothes a sound came.</summary>
/// <param name="Container">The kind of file.</param>
/// <param name="Encoding">How its amplitudes are coded.</param>
/// <param name="BitsPerSample">Bits of one amplitude; 0 for codings that have no such number (Vorbis, Opus, MP3, ADPCM).</param>
/// <param name="SampleRate">Frames a second, in Hz, 1 to 384,000.</param>
/// <param name="ChannelCount">Channels, 1 to 64.</param>
public sealed record AudioFormat(AudioContainer Container, AudioEncoding Encoding, int BitsPerSample, int SampleRate, int ChannelCount);
