namespace DrumAI.Audio;

/// <summary>How much sound a file may hold before it is refused as <see cref="AudioErrorCode.TooLong"/>.</summary>
public sealed record AudioReadOptions
{
    /// <summary>The defaults.</summary>
    public static AudioReadOptions Default { get; } = new();

    /// <summary>The longest sound that is read: 10 minutes unless told otherwise.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most bytes that the decoded amplitudes (4 bytes each) may take: 512 MiB unless told otherwise, 2 GiB at most.</summary>
    public long MaxDecodedBytes { get; init; } = 512L << 20;

    /// <summary>Frames that these limits let through at a rate and a channel count.</summary>
    internal long MaxFrameCount(int sampleRate, int channelCount) => (long)Math.Min(
        Math.Floor(MaxDuration.TotalSeconds * sampleRate),
        Math.Min(MaxDecodedBytes / sizeof(float), Array.MaxLength) / channelCount);

    /// <summary>Refuses what is longer than the limits.</summary>
    /// <exception cref="AudioFormatException"><see cref="AudioErrorCode.TooLong"/>.</exception>
    internal void CheckLength(long frameCount, int sampleRate, int channelCount)
    {
        if (frameCount <= MaxFrameCount(sampleRate, channelCount)) return;
        double seconds = (double)frameCount / sampleRate;
        string length = seconds < 7200 ? $"{seconds / 60:0.#} minutes" : $"{seconds / 3600:0.#} hours";
        throw new AudioFormatException(AudioErrorCode.TooLong, seconds > MaxDuration.TotalSeconds
            ? $"The sound is at least {length} long; at most {MaxDuration.TotalMinutes:0.#} minutes are read."
            : $"The sound takes {frameCount * (double)channelCount * sizeof(float) / (1 << 20):0} MiB decoded; at most {MaxDecodedBytes / (1 << 20)} MiB are read.");
    }
}
