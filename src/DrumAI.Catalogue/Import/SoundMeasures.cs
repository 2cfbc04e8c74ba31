using System.Numerics.Tensors;

namespace DrumAI.Catalogue.Import;

/// <summary>Two plain measures of a sound's amplitudes.</summary>
/// <param name="LevelDecibels">Mean power of the loudest 50 ms, in dB below full scale; null for silence.</param>
/// <param name="AttackSeconds">Time from a tenth of the peak to nine tenths of it; null for silence.</param>
internal readonly record struct SoundMeasures(double? LevelDecibels, double? AttackSeconds)
{
    private const double WindowSeconds = 0.05;

    public static SoundMeasures Of(ReadOnlySpan<float> mono, int sampleRate)
    {
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude(mono));
        if (peak == 0) return default;
        int tenth = 0;
        while (Math.Abs(mono[tenth]) < 0.1f * peak) tenth++;
        int nineTenths = tenth;
        while (Math.Abs(mono[nineTenths]) < 0.9f * peak) nineTenths++;
        return new SoundMeasures(10 * Math.Log10(LoudestPower(mono, sampleRate)), (double)(nineTenths - tenth) / sampleRate);
    }

    /// <summary>The greatest mean square over a window; what lies before and after the sound is silence.</summary>
    private static double LoudestPower(ReadOnlySpan<float> mono, int sampleRate)
    {
        int window = Math.Max(1, (int)(sampleRate * WindowSeconds));
        double energy = 0, most = 0;
        for (int i = 0; i < mono.Length; i++)
        {
            energy += (double)mono[i] * mono[i];
            if (i >= window) energy -= (double)mono[i - window] * mono[i - window];
            most = Math.Max(most, energy);
        }

        return most / window;
    }
}
