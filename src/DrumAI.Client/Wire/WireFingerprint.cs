using DrumAI.Identity;

namespace DrumAI.Client.Wire;

/// <summary>A fingerprint on the wire.</summary>
/// <param name="Hash">SHA-256 of the bits, in lower-case hex.</param>
/// <param name="Bits">The bits, in lower-case hex.</param>
public sealed record WireFingerprint(string Hash, string Bits)
{
    /// <summary>How a fingerprint is written.</summary>
    public static WireFingerprint Of(Fingerprint fingerprint) => new(fingerprint.Hash, fingerprint.Bits);
}
