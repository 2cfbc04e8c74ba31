namespace DrumAI.Catalogue.Import;

/// <summary>The contents that a model has heard already: a copy of one of them need not be decoded. A hash is told by its first eight bytes and its last.</summary>
internal sealed class KnownContents
{
    private readonly HashSet<UInt128> hashes;

    private KnownContents(HashSet<UInt128> hashes) => this.hashes = hashes;

    public static KnownContents Read(SampleCatalogue catalogue, string model)
    {
        using var connection = catalogue.OpenConnection();
        using var statement = new Statement(connection, "SELECT ContentHash FROM Samples WHERE ContentHash IS NOT NULL AND Model = $1", 1);
        using var reader = statement.Read(model);
        var hashes = new HashSet<UInt128>();
        while (reader.Read()) hashes.Add(KeyOf(reader.GetFieldValue<byte[]>(0)));
        return new KnownContents(hashes);
    }

    /// <summary>Whether the content had been heard when this was read.</summary>
    public bool Contains(byte[] hash) => hashes.Contains(KeyOf(hash));

    private static UInt128 KeyOf(byte[] hash) => new(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 24));
}
