namespace DrumAI.Features.Timbre;

/// <summary>Buffers that only grow, so that a steady stream of sounds allocates nothing.</summary>
internal static class Scratch
{
    /// <summary>Replaces the buffer by a larger one where it is too short; its content is then lost.</summary>
    public static Span<T> Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length) buffer = new T[Math.Max(length, buffer.Length + buffer.Length / 2)];
        return buffer.AsSpan(0, length);
    }
}
