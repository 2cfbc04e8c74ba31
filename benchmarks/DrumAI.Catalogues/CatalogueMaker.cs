using System.Security.Cryptography;
using DrumAI.Catalogue;
using DrumAI.Taxonomy;
using Microsoft.Data.Sqlite;

namespace DrumAI.Catalogues;

/// <summary>
/// Makes a catalogue as an import leaves it, without the sounds: every row has a content, an embedding and measures of its own. Sounds of a class lie
/// around a common centre; names are put together from words of sample libraries, in kits of forty files; one sound in twenty has a copy.
/// </summary>
internal static class CatalogueMaker
{
    private const int EmbeddingSize = 128;
    private const int KitSize = 40;
    private const int BatchSize = 2000;

    private static readonly string[] Makers = ["Vintage", "Analog", "Dusty", "Studio", "Lo-Fi", "Tight", "Deep", "Bright", "Tape", "Crunchy", "Warm", "Acid"];
    private static readonly string[] Machines = ["808", "909", "707", "606", "Linn", "DMX", "SP1200", "MPC60", "Acoustic", "Modular", "CR78", "Drumulator"];

    public static void Make(string dataFolder, int count)
    {
        using var catalogue = SampleCatalogue.Open(dataFolder);
        using var connection = catalogue.OpenConnection();
        Execute(connection, "PRAGMA synchronous = OFF");
        Execute(connection, "INSERT INTO Folders (Path, IsWatched, IsOffline, AddedAt, ListedAt) VALUES ('/made/Samples', 0, 0, 0, 0)");
        var random = new Random(1);
        using var rows = new MadeRows(connection);
        var centres = DrumTaxonomy.Default.Classes.Select(_ => UnitVector(random, [])).ToArray();
        for (int start = 0; start < count; start += BatchSize)
        {
            Execute(connection, "BEGIN");
            for (int i = start; i < Math.Min(count, start + BatchSize); i++) Make(rows, random, centres, i);
            Execute(connection, "COMMIT");
        }

        Execute(connection, "ANALYZE");
        Console.WriteLine($"{count} sounds in {catalogue.DatabasePath}");
    }

    private static void Make(MadeRows rows, Random random, float[][] centres, int number)
    {
        var taxonomy = DrumTaxonomy.Default;
        // Kicks, snares and hats are most of what there is.
        int c = Math.Min((int)(taxonomy.Classes.Count * Math.Pow(random.NextDouble(), 2.5)), taxonomy.Classes.Count - 1);
        var drumClass = taxonomy.Classes[c];
        string? subclass = drumClass.Subclasses.Count == 0 ? null : drumClass.Subclasses[random.Next(drumClass.Subclasses.Count)].Name;
        int kit = number / KitSize;
        var kitRandom = new Random(kit);
        string folder = $"{Makers[kitRandom.Next(Makers.Length)]} {Machines[kitRandom.Next(Machines.Length)]} Kit {kit:0000}";
        string name = $"{(subclass ?? drumClass.Name).Replace('_', ' ')} {Makers[random.Next(Makers.Length)]}{number % KitSize:00}";
        rows.Add(new MadeSound(
            SHA256.HashData(BitConverter.GetBytes(number)), folder, name, drumClass.Name, subclass, random, UnitVector(random, centres[c]),
            HasCopy: number % 20 == 0, IsFavourite: number % 50 == 0, IsLabelled: number % 200 == 0, Tag: number % 10 == 0 ? $"tag {random.Next(30)}" : null));
    }

    private static float[] UnitVector(Random random, float[] centre)
    {
        var vector = new float[EmbeddingSize];
        for (int i = 0; i < vector.Length; i++) vector[i] = (float)(random.NextDouble() + random.NextDouble() - 1) * 0.15f + (centre.Length > 0 ? centre[i] : 0);
        float norm = MathF.Sqrt(vector.Sum(v => v * v));
        for (int i = 0; i < vector.Length; i++) vector[i] /= norm;
        return vector;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
