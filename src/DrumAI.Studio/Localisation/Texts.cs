using System.Resources;
using DrumAI.Catalogue.Edits;
using DrumAI.Catalogue.Queries;
using DrumAI.Components.Localisation;
using DrumAI.Studio.Commands;
using DrumAI.Taxonomy;

namespace DrumAI.Studio.Localisation;

/// <summary>The words of the Studio. They stand in <c>Texts.resx</c> and <c>Texts.fr.resx</c>.</summary>
public sealed class Texts() : PageTexts(Resources)
{
    private static readonly ResourceManager Resources = new("DrumAI.Studio.Localisation.Texts", typeof(Texts).Assembly);

    /// <summary>
    /// Says in this language what library, catalogue or service said in English, what stands in a sentence's places included; as it is, where this is none of the sentences known.
    /// </summary>
    public string Say(string sentence) => KnownSentences.Find(sentence) is var (name, values) ? Format(name, [.. values.Select(Say)]) : sentence;

    /// <summary>Why a file cannot be read.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's sentence, in English, which says more.</param>
    public string FileError(string code, string message) => Language == Languages[0] || this[$"FileError.{code}"] is var text && text.StartsWith("FileError.", StringComparison.Ordinal) ? message : text;

    /// <summary>What people call a class or sub-class; the wire name where it is not one of the taxonomy's.</summary>
    public string ClassName(string? drumClass, string? subclass = null)
    {
        if (drumClass is null) return this["Class.None"];
        var taxonomy = DrumTaxonomy.Default;
        if (subclass is not null && taxonomy.IndexOfSubclass(subclass) is >= 0 and var s) return NameIn(taxonomy.Subclasses[s].Display);
        return taxonomy.IndexOfClass(drumClass) is >= 0 and var c ? NameIn(taxonomy.Classes[c].Display) : drumClass;
    }

    /// <summary>What a command does.</summary>
    internal string CommandName(StudioCommand command) =>
        command.ClassName is not { } name ? this[$"Command.{command.Name}"]
        : Format("Command.class", DrumLabel.Parse(name) is { } label ? ClassName(label.Class, label.Subclass) : name);

    /// <summary>What people call a measure, or an order.</summary>
    public string MeasureName(SampleOrder measure) => this[$"Measure.{measure}"];
}
