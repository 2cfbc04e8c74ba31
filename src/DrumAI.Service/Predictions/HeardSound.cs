using DrumAI.Classification;
using DrumAI.Features;

namespace DrumAI.Service.Predictions;

/// <summary>What was heard in an upload.</summary>
/// <param name="Prediction">What the model says.</param>
/// <param name="Features">What was computed besides.</param>
/// <param name="ModelId">The model's number in the registry.</param>
internal sealed record HeardSound(Prediction Prediction, SoundFeatures Features, int ModelId);
