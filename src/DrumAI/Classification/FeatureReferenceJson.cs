using System.Text.Json.Serialization;

namespace DrumAI.Classification;

/// <summary>How references are read and written, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(FeatureReference))]
internal sealed partial class FeatureReferenceJson : JsonSerializerContext;
