namespace DrumAI.Audio;

/// <summary>What every decoder holds its output to.</summary>
internal static class FormatLimits
{
    /// <summary>The highest sample rate that is believed, in Hz.</summary>
    public const int MaxSampleRate = 384_000;

    /// <summary>The most channels that are read.</summary>
    public const int MaxChannelCount = 64;

    /// <summary>Refuses rates and channel counts that no sound file has.</summary>
    /// <exception cref="AudioFormatException">They are out of range.</exception>
    public static void Check(int sampleRate, int channelCount)
    {
        if (sampleRate is < 1 or > MaxSampleRate)
            throw new AudioFormatException(AudioErrorCode.Corrupt, $"The header names a sample rate of {sampleRate} Hz, which no sound has.");
        if (channelCount < 1) throw new AudioFormatException(AudioErrorCode.Corrupt, "The header names no channel.");
        if (channelCount > MaxChannelCount)
            throw new AudioFormatException(AudioErrorCode.Unsupported, $"The sound has {channelCount} channels; at most {MaxChannelCount} are read.");
    }

    /// <summary>Sees to it that every amplitude is a finite number that can be computed with, and warns where one was not.</summary>
    public static void MakeUsable(Span<float> amplitudes, bool isFloat, List<string> warnings)
    {
        int count = isFloat ? AmplitudeConverter.ReplaceUnusable(amplitudes) : 0;
        if (count > 0) warnings.Add($"{count} amplitudes are no finite numbers, or absurdly large; they were taken as 0.");
    }
}
