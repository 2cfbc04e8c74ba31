namespace DrumAI.Features.Timbre;

/// <summary>
/// How a sound is heard, by the seven timbral models and the reverberation model of the AudioCommons project
/// (A. Pearce, T. Brookes, R. Mason, University of Surrey; timbral_models 0.4.1): regressions on signal measures,
/// fitted to listeners' ratings from 0 to 100. Scores are not clipped and do leave that range.
/// </summary>
/// <remarks>
/// <para>
/// A score is null where the sound holds nothing that the model can measure; <see cref="Warnings"/> then says why. No
/// score is ever NaN or infinite, and none stands in for one that was not measured:
/// </para>
/// <list type="bullet">
/// <item>No samples, samples that are not finite, or a rate outside <see cref="TimbreAnalyzer.MinSampleRate"/> to
/// <see cref="TimbreAnalyzer.MaxSampleRate"/>: everything is null.</item>
/// <item>Silence (all channels, or what their sum leaves): the seven scores are null; reverb is null where every channel is
/// silent.</item>
/// <item>Quieter than -70 LUFS in every block (a gate of BS.1770-4): no gain to -24 LUFS exists. Six scores are null;
/// roughness is 0, its answer for "no two peaks", as in the original; reverb needs no gain and is measured.</item>
/// <item>Shorter than 512 samples at the analysis rate, without any rise in level, or a constant, in which the share of percussion is mere rounding
/// (the original turns that into a number): hardness is null.</item>
/// <item>Shorter than 0.025 s less 512 samples: roughness is null.</item>
/// <item>Nothing but a constant, or a single sample: brightness, depth and warmth are null, or those of them that need what is
/// missing.</item>
/// <item>At a rate of which 0.4 s is no whole number of samples the original fails on sounds under 0.4 s; here they are measured
/// like others.</item>
/// <item>Of a sound longer than <see cref="TimbreAnalyzer.MaxSeconds"/> the beginning is analysed.</item>
/// </list>
/// </remarks>
public sealed record TimbreScores
{
    /// <summary>
    /// Hardness: how hard the struck thing sounds. From the attacks' bandwidth, spectral centroid, time and strength, the loudness in the
    /// middle Barks and the share of percussion. Null: see the remarks.
    /// </summary>
    public double? Hardness { get; init; }

    /// <summary>Depth: from the centroid below 2 kHz, the share of power below 500 Hz, the decay time and the lowest spectral peak.</summary>
    public double? Depth { get; init; }

    /// <summary>Brightness: from the share of power above 2 kHz and the spectral centroid above 100 Hz.</summary>
    public double? Brightness { get; init; }

    /// <summary>Roughness: from the beating of all pairs of spectral peaks; 0 where there is next to none.</summary>
    public double? Roughness { get; init; }

    /// <summary>
    /// Warmth: from the loudness of 1 to 4 Bark and above 8 Bark, the spectral centroid, the power up to 260 Hz and the straightness of the
    /// spectrum's fall, which follows the noise floor: rounding to 16 bits alone can move a short clean tone by 4 points.
    /// </summary>
    public double? Warmth { get; init; }

    /// <summary>Sharpness: from the specific loudness, higher Barks weighing more.</summary>
    public double? Sharpness { get; init; }

    /// <summary>Boominess: from the specific loudness below 280 Hz.</summary>
    public double? Boominess { get; init; }

    /// <summary>1 where the sound is heard as reverberant, else 0. Always 0 below about 0.2 s.</summary>
    public int? Reverb { get; init; }

    /// <summary>Why scores are null, and what else is not as usual; empty for an ordinary sound.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
