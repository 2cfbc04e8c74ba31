using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrumAI.Client.Wire;

/// <summary>
/// How everything is read and written on the wire, generated at build time. What is not known is refused, not passed over: so nothing slips through
/// that was not meant to be sent.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(Hearing))]
[JsonSerializable(typeof(Correction))]
[JsonSerializable(typeof(Contribution))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(SampleState))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(TaxonomyState))]
[JsonSerializable(typeof(ModelState))]
[JsonSerializable(typeof(IReadOnlyList<ModelState>))]
[JsonSerializable(typeof(ServiceProblem))]
public sealed partial class WireJson : JsonSerializerContext;
