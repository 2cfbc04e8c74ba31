using System.Text.Json;
using System.Text.Json.Serialization;
using DrumAI.Client.Wire;

namespace DrumAI.Client.Sharing;

/// <summary>How waiting items are kept: exactly as they will be sent, so that they can be read before.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SharedItem))]
[JsonSerializable(typeof(Correction))]
[JsonSerializable(typeof(Contribution))]
internal sealed partial class SharedItemJson : JsonSerializerContext;
