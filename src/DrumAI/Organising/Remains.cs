namespace DrumAI.Organising;

/// <summary>Tells whether what lies at a file's new place is ours to take away: that, and only that, which organising put there, with its original still in place.</summary>
internal static class Remains
{
    public static bool AreOf(ManifestItem item, TransferMode mode)
    {
        string? linkTarget = new FileInfo(item.Target).LinkTarget;
        if (mode == TransferMode.SymbolicLink) return linkTarget == item.Source;
        if (linkTarget is not null || !File.Exists(item.Target) || !File.Exists(item.Source)) return false;
        var relation = FileContent.Compare(item.Target, item.Source);
        return relation == ContentRelation.Equal || relation == ContentRelation.Beginning && item.State != TransferState.Done && mode != TransferMode.HardLink;
    }
}
