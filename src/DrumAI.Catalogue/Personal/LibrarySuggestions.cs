using DrumAI.Features;
using DrumAI.Personal;
using DrumAI.Taxonomy;

namespace DrumAI.Catalogue.Personal;

/// <summary>What the labels that were set by hand would change elsewhere in the library. Nothing is changed here: the musician is asked first, see <see cref="Edits.LibraryEdits"/>.</summary>
public static class LibrarySuggestions
{
    private const string Columns = "s.Id, p.Embedding, p.ClassProbabilities, p.SubclassProbabilities, s.LabelClass, s.LabelSubclass";

    /// <summary>Finds the sounds that would have another class or sub-class, the surest first.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="model">Name and version of the model whose embeddings are compared.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static IReadOnlyList<Suggestion> Find(SampleCatalogue catalogue, string model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var taxonomy = DrumTaxonomy.Default;
        var (taught, heard) = Read(catalogue, model, taxonomy, cancellation);
        return new PersonalLayer(taught, taxonomy).Suggest(heard, cancellation);
    }

    private static (List<TaughtSound> Taught, List<HeardSound> Heard) Read(SampleCatalogue catalogue, string model, DrumTaxonomy taxonomy, CancellationToken cancellation)
    {
        using var connection = catalogue.OpenConnection();
        using var isTaught = new Statement(connection, "SELECT 1 FROM Samples WHERE LabelClass IS NOT NULL AND Model = $1 LIMIT 1", 1);
        // Nobody has taught anything: a hundred thousand vectors need not be read to say so.
        if (isTaught.Scalar(model) is null) return ([], []);
        using var statement = new Statement(
            connection, $"SELECT {Columns} FROM Samples s JOIN Predictions p ON p.SampleId = s.Id WHERE s.Model = $1 AND (s.IsPresent OR s.LabelClass IS NOT NULL) ORDER BY s.Id", 1);
        using var reader = statement.Read(model);
        var taught = new List<TaughtSound>();
        var heard = new List<HeardSound>();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            float[] embedding = Vector(1);
            if (!reader.IsDBNull(4))
            {
                taught.Add(new TaughtSound(embedding, reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
                continue;
            }

            var sound = new HeardSound(reader.GetInt64(0), embedding, Vector(2), Vector(3));
            // A model of another taxonomy has other numbers; its sounds wait until they are heard again.
            if (sound.ClassProbabilities.Length == taxonomy.Classes.Count && sound.SubclassProbabilities.Length == taxonomy.Subclasses.Count) heard.Add(sound);
        }

        return (taught, heard);

        float[] Vector(int column) => Vectors.FromBytes((byte[])reader[column]);
    }
}
