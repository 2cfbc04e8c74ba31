namespace DrumAI.Audio;

/// <summary>A chunk's place in a file.</summary>
/// <param name="Name">Its four characters (the first four of Wave64's GUID).</param>
/// <param name="Body">Where its content begins.</param>
/// <param name="Size">Length of its content as its header tells, which may be wrong.</param>
internal readonly record struct Chunk(string Name, long Body, ulong Size);
