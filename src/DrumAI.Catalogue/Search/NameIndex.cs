using DrumAI.Search;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogue.Search;

/// <summary>The full-text index over the names of files and folders.</summary>
internal sealed class NameIndex : INameWords, IDisposable
{
    /// <summary>A word in the file's own name says more than one in its folders'.</summary>
    private const float InName = 1, InFolders = 0.6f;

    /// <summary>Words that are run together in a name are indexed with their parts between them: so far two neighbours may come to lie apart.</summary>
    private const int NearDistance = 8;

    private readonly SqliteConnection connection;
    private readonly Statement find;
    private readonly Statement findPaths;
    private readonly Statement hasWord;
    private readonly Statement words;

    public NameIndex(SqliteConnection connection)
    {
        this.connection = connection;
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "CREATE VIRTUAL TABLE temp.NameWords USING fts5vocab('main', 'Names', 'row')";
            command.ExecuteNonQuery();
        }

        find = new Statement(connection, "SELECT rowid FROM Names WHERE Names MATCH $1", 1);
        findPaths = new Statement(connection, "SELECT f.SampleId, f.Path FROM Names n JOIN Files f ON f.SampleId = n.rowid WHERE Names MATCH $1", 1);
        hasWord = new Statement(connection, "SELECT 1 FROM temp.NameWords WHERE term = $1", 1);
        words = new Statement(connection, "SELECT term FROM temp.NameWords WHERE term >= $1 AND term < $2", 2);
    }

    public bool Has(string word) => hasWord.Scalar(word) is not null;

    public string? Nearest(string word)
    {
        char first = word[0];
        if (char.IsSurrogate(first) || find.Scalar(Term(word, isBeginning: true)) is not null) return null;
        var vocabulary = new List<string>();
        using var reader = words.Read(first.ToString(), ((char)(first + 1)).ToString());
        while (reader.Read()) vocabulary.Add(reader.GetString(0));
        return SpellingCorrection.Nearest(word, vocabulary);
    }

    /// <summary>The sounds whose names hold what is wished for.</summary>
    public List<long> Find(NameWish wish) => wish is { IsExact: true, Words.Count: > 1 } ? FindPhrase(wish.Words) : find.ReadIds(Expression(wish));

    /// <summary>The sounds in whose folders' names all words occur, the last perhaps as the beginning of one.</summary>
    public List<long> FindFolder(string text)
    {
        var parts = LetterFolding.Words(text);
        if (parts.Count == 0) return [];
        return find.ReadIds($"{{Folders}} : ({string.Join(" AND ", parts.Select((w, i) => Term(w, i == parts.Count - 1)))})");
    }

    /// <summary>Leaves the sounds whose names hold all that is wished for, and says how well they do.</summary>
    public void Score(IReadOnlyList<NameWish> wishes, SearchLookup lookup)
    {
        // What has no score does not match; only whole phrases say more than the scores do.
        foreach (var wish in wishes.Where(w => w is { IsExact: true, Words.Count: > 1 })) lookup.Require(FindPhrase(wish.Words));
        string all = string.Join(" AND ", wishes.Select(w => $"({Expression(w)})"));
        lookup.ScoreNames(find.ReadIds(all), InFolders);
        lookup.ScoreNames(find.ReadIds($"{{Name}} : ({all})"), InName);
    }

    public void Dispose()
    {
        find.Dispose();
        findPaths.Dispose();
        hasWord.Dispose();
        words.Dispose();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE temp.NameWords";
        command.ExecuteNonQuery();
    }

    /// <summary>The wish as the index understands it.</summary>
    private static string Expression(NameWish wish)
    {
        int last = wish.Words.Count - 1;
        return last == 0 ? Term(wish.Words[0], !wish.IsExact)
            : $"NEAR({string.Join(' ', wish.Words.Select((w, i) => $"\"{w}\"{(i == last && !wish.IsExact ? " *" : "")}"))}, {NearDistance})";
    }

    /// <summary>A word as it is; where letters and digits meet in it (<c>tr808</c>), also with something between them (<c>TR-808</c>).</summary>
    private static string Term(string word, bool isBeginning)
    {
        string star = isBeginning ? " *" : "";
        int seam = 1;
        while (seam < word.Length && char.IsDigit(word[seam - 1]) == char.IsDigit(word[seam])) seam++;
        return seam >= word.Length ? $"\"{word}\"{star}" : $"(\"{word}\"{star} OR \"{word[..seam]} {word[seam..]}\"{star})";
    }

    /// <summary>The index finds words that lie near each other; the paths tell whether they follow each other.</summary>
    private List<long> FindPhrase(IReadOnlyList<string> phrase)
    {
        string wanted = $" {string.Join(' ', phrase)} ";
        var found = new HashSet<long>();
        using var reader = findPaths.Read(Expression(new NameWish(phrase, IsExact: true, IsExcluded: false)));
        while (reader.Read())
            if ($" {string.Join(' ', LetterFolding.Words(reader.GetString(1)))} ".Contains(wanted, StringComparison.Ordinal)) found.Add(reader.GetInt64(0));
        return [.. found];
    }
}
