using DrumAI.Features;

namespace DrumAI.Catalogue.Import;

/// <summary>What came of measuring a sound.</summary>
/// <param name="File">The file that was read.</param>
/// <param name="Features">Its features; null where the file could not be read now or has changed: it stays as it is until the next listing.</param>
internal sealed record MeasuredFile(PendingFile File, SoundFeatures? Features);
