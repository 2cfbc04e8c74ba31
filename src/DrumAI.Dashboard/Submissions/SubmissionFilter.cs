namespace DrumAI.Dashboard.Submissions;

/// <summary>Which submissions are listed.</summary>
internal enum SubmissionFilter
{
    /// <summary>All, the newest first.</summary>
    All,

    /// <summary>Those whose voters disagree and have settled nothing: an administrator's word would help. Most votes first.</summary>
    Disagreed,

    /// <summary>Those with a label that votes settled.</summary>
    Settled,

    /// <summary>Those that an administrator decided.</summary>
    Decided,
}
