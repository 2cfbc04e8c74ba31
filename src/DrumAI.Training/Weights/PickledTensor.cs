namespace DrumAI.Training.Weights;

/// <summary>A tensor as a pickle describes it: a window on a storage.</summary>
internal sealed record PickledTensor(PickledStorage Storage, int Offset, int[] Shape, int[] Strides);
