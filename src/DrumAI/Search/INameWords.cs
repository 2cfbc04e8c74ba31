namespace DrumAI.Search;

/// <summary>The words of a library's names: what tells a typing error from a name.</summary>
public interface INameWords
{
    /// <summary>Whether a name holds a (folded) word as it is.</summary>
    bool Has(string word);

    /// <summary>The word of a name that was meant by one that begins no word of any name; null where there is none, or where nothing is wrong.</summary>
    string? Nearest(string word);
}
