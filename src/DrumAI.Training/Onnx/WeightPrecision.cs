namespace DrumAI.Training.Onnx;

/// <summary>How the weights of a network are stored in a model file. Computation is in single precision either way.</summary>
public enum WeightPrecision
{
    /// <summary>32 bits a weight: the file holds exactly what was trained.</summary>
    Full,

    /// <summary>
    /// 16 bits a weight of rank two and more (kernels and matrices; what is added or normalised stays at 32), at half the size. The runtime widens
    /// them once, when it loads the model. <see cref="HalfPrecision.Round"/> gives the Torch network that computes the same.
    /// </summary>
    Half,
}
