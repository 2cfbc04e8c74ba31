using System.CommandLine;

namespace DrumAI.Cli.Arguments;

/// <summary>An option that takes one of a few words.</summary>
/// <typeparam name="T">What the words mean.</typeparam>
internal sealed class ChoiceOption<T> : Option<string>
{
    private readonly (string Word, T Meaning)[] choices;

    /// <param name="name">The option's name, with its hyphens.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="choices">The words, two or more, and what they mean; the first is the default.</param>
    public ChoiceOption(string name, string description, params (string Word, T Meaning)[] choices) : base(name)
    {
        this.choices = choices;
        string[] words = [.. choices.Select(c => c.Word)];
        Description = description;
        HelpName = string.Join('|', words);
        DefaultValueFactory = _ => words[0];
        CompletionSources.Add(words);
        Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
                result.AddError($"{name} takes {string.Join(", ", words[..^1])} or {words[^1]}, not {token.Value}.");
        });
    }

    /// <summary>What the chosen word means.</summary>
    public T Of(ParseResult result) => choices.First(c => c.Word == result.GetRequiredValue(this)).Meaning;
}
