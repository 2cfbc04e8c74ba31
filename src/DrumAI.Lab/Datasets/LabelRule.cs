namespace DrumAI.Lab.Datasets;

/// <summary>One labelling rule: a regular expression on a part of a path, and the label that it stands for.</summary>
internal sealed record LabelRule
{
    /// <summary>
    /// A class or a sub-class of the taxonomy. In a rule that refines a class, its name alone says that the sound is of none of its sub-classes. Null together with <see cref="Note"/>.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The expression, without regard to case, on the words of the part (see <see cref="Labelling.PathWords"/>).</summary>
    public required string Match { get; init; }

    /// <summary>Asked on this part alone: <c>name</c>, <c>folder</c>, or <c>path</c> (all folders and the name, outermost first, joined by <c> / </c>).</summary>
    public string? On { get; init; }

    /// <summary>True where the expression is for the text as it stands in the path, not for its words.</summary>
    public bool Raw { get; init; }

    /// <summary>The match's group <c>note</c> is a General MIDI percussion note, which says the label.</summary>
    public bool Note { get; init; }

    /// <summary>A code of two letters or so, which may mean something else: it is asked after all others, and contradicts nothing.</summary>
    public bool Weak { get; init; }
}
