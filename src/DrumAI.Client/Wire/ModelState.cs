namespace DrumAI.Client.Wire;

/// <summary>A model that can be fetched.</summary>
/// <param name="Id">Its name and version.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">What it is for: <c>current</c>, <c>candidate</c> or <c>retired</c>.</param>
/// <param name="FrontEnd">Version of the front end that it needs.</param>
/// <param name="Taxonomy">Version of the taxonomy whose order its outputs follow.</param>
/// <param name="EmbeddingSize">Numbers in its embedding.</param>
/// <param name="Files">SHA-256 in lower-case hex of each of its files, by name.</param>
/// <param name="Embedding">Names its embedding: models with the same name here give the same vectors and map positions. Null from an older service.</param>
public sealed record ModelState(
    string Id, string Version, string Status, string FrontEnd, string Taxonomy, int EmbeddingSize, IReadOnlyDictionary<string, string> Files,
    string? Embedding = null);
