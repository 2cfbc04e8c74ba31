using DrumAI.Training.Mapping;

namespace DrumAI.Training.Tests.Mapping;

public sealed class MapFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void RowsComeBackAsTheyWent()
    {
        MapRow[] rows = [.. Rows(3, fold: 2)];
        MapFile.Write(path, rows);
        var read = MapFile.Read(path);
        Assert.Equal(rows.Select(r => (r.Path, r.Fold)), read.Select(r => (r.Path, r.Fold)));
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(rows[i].Map, read[i].Map, (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(rows[i].Space, read[i].Space, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Theory]
    [InlineData("{\"path\":\"a.wav\",\"fold\":1,\"map\":[1],\"plane\":[1,2],\"space\":[1]}")]
    [InlineData("{\"path\":\"a.wav\",")]
    public void DamagedLineIsNamed(string line)
    {
        File.WriteAllText(path, line);
        Assert.Contains("Line 1", Assert.Throws<InvalidDataException>(() => MapFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void QualityIsTheMeanOverTheSoundsOfAllFolds()
    {
        // The first fold's map is its space itself, the second's says nothing; folds with too few sounds do not count.
        MapRow[] rows = [.. Rows(100, fold: 0), .. Rows(50, fold: 1).Select((r, i) => r with { Map = [(i * 37) % 50, 0] }), .. Rows(10, fold: 2)];
        var quality = MapQuality.Of(rows)!;
        double second = MapQuality.Of(rows.Where(r => r.Fold == 1))!.Trustworthiness;
        Assert.True(second < 0.8);
        Assert.Equal(150, quality.SoundCount);
        Assert.Equal((100 + (50 * second)) / 150, quality.Trustworthiness, 1e-9);
        Assert.Equal(1, quality.PrincipalPlane, 1e-9);
        Assert.Null(MapQuality.Of(rows.Where(r => r.Fold == 2)));
    }

    private static IEnumerable<MapRow> Rows(int count, int fold) =>
        Enumerable.Range(0, count).Select(i => new MapRow($"{fold}/{i}.wav", fold, [i * 1.5f, 0], [i, 0], [i, 0, 0]));
}
