namespace DrumAI.Audio;

/// <summary>Decoded sound: interleaved amplitudes, nominally in [-1, 1] (float files may go beyond).</summary>
public sealed class Pcm
{
    /// <param name="samples">Interleaved amplitudes; its length is a multiple of <paramref name="channelCount"/>. Not copied.</param>
    /// <param name="channelCount">Channels, 1 or more.</param>
    /// <param name="sampleRate">Frames a second, 1 or more.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public Pcm(float[] samples, int channelCount, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (samples.Length % channelCount != 0)
            throw new ArgumentException($"{samples.Length} amplitudes do not divide into {channelCount} channels.", nameof(samples));
        Samples = samples;
        ChannelCount = channelCount;
        SampleRate = sampleRate;
    }

    /// <summary>Interleaved amplitudes, <see cref="FrameCount"/> x <see cref="ChannelCount"/>. Shared, not copied.</summary>
    public float[] Samples { get; }

    /// <summary>Number of channels.</summary>
    public int ChannelCount { get; }

    /// <summary>Frames a second, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Number of frames: amplitudes of one channel.</summary>
    public int FrameCount => Samples.Length / ChannelCount;

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)FrameCount / SampleRate;

    /// <summary>The mean of the channels. A mono sound gives its own array, not a copy.</summary>
    public float[] ToMono()
    {
        if (ChannelCount == 1) return Samples;
        var mono = new float[FrameCount];
        MixDown(mono);
        return mono;
    }

    /// <summary>Writes the mean of the channels.</summary>
    /// <param name="mono">Receives <see cref="FrameCount"/> amplitudes.</param>
    /// <exception cref="ArgumentException"><paramref name="mono"/> is too short.</exception>
    public void MixDown(Span<float> mono)
    {
        if (mono.Length < FrameCount) throw new ArgumentException($"There is room for {mono.Length} amplitudes, not for {FrameCount}.", nameof(mono));
        mono = mono[..FrameCount];
        for (int frame = 0, i = 0; frame < mono.Length; frame++)
        {
            float sum = 0;
            for (int channel = 0; channel < ChannelCount; channel++) sum += Samples[i++];
            mono[frame] = sum / ChannelCount;
        }
    }
}
