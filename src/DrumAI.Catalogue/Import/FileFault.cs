namespace DrumAI.Catalogue.Import;

/// <summary>Tells errors of a file's content from those of what is around it.</summary>
internal static class FileFault
{
    /// <summary>Whether the fault may be mended without the file changing: rights, a missing decoder, a fault of ours. Such files are always tried again.</summary>
    public static bool LiesOutside(string errorCode) => errorCode is "unreadable" or "notFound" or "decoderMissing" or "internal";
}
