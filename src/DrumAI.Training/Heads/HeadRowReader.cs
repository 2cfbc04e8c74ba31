namespace DrumAI.Training.Heads;

/// <summary>Gives the features of a row; of one that has several variants, any.</summary>
/// <param name="row">Index of the row.</param>
/// <param name="choices">Draws the variant.</param>
/// <param name="into">Receives the features.</param>
public delegate void HeadRowReader(int row, Random choices, Span<float> into);
