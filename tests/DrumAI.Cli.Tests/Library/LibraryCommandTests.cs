using System.Text.Json;

namespace DrumAI.Cli.Tests.Library;

public sealed class LibraryCommandTests : IDisposable
{
    private readonly LibraryFolder library = new();

    public void Dispose() => library.Dispose();

    [Fact]
    public async Task AddSaysWhatItDid()
    {
        library.Sounds.Thump("kick.wav");
        library.Sounds.Write("broken.wav", "junk"u8);

        var result = await library.AddAsync();

        Assert.Equal((ExitCode.SomeUnreadable, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            "2 new, 0 changed, 0 missing, 0 unchanged.\n1 sounds classified, 0 measured.\n1 files could not be read; \"drumai library list --unreadable\" says why.\n",
            result.Output);
    }

    [Fact]
    public async Task JsonLineOfASoundHasExactlyTheContractsMembers()
    {
        string path = library.Sounds.Hiss("hat.wav");
        await library.AddAsync();
        await library.RunAsync("tag", path, "--add", "b", "--add", "a");
        await library.RunAsync("favourite", path);

        var result = await library.RunAsync("library", "list", "--format", "jsonl");

        var row = JsonDocument.Parse(Assert.Single(result.Lines)).RootElement;
        Assert.Equal(["id", "path", "class", "subclass", "confidence", "score", "tags", "favourite"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal(path, row.GetProperty("path").GetString());
        Assert.Equal(("Hat", "Hat_Open"), (row.GetProperty("class").GetString(), row.GetProperty("subclass").GetString()));
        Assert.InRange(row.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("score").ValueKind);
        Assert.Equal(["a", "b"], row.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        Assert.True(row.GetProperty("favourite").GetBoolean());
    }

    [Fact]
    public async Task ListedSoundHasNoClassYet()
    {
        library.Sounds.Thump("kick.wav");
        await library.AddAsync("listed");

        var row = JsonDocument.Parse((await library.RunAsync("library", "list", "--format", "jsonl")).Output).RootElement;

        Assert.Equal(JsonValueKind.Null, row.GetProperty("class").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("confidence").ValueKind);
    }

    [Fact]
    public async Task UnreadableFilesAreListedWithTheirReason()
    {
        string path = library.Sounds.Write("broken.wav", "junk"u8);
        await library.AddAsync();

        var row = JsonDocument.Parse((await library.RunAsync("library", "list", "--unreadable", "--format", "jsonl")).Output).RootElement;

        Assert.Equal(["path", "error"], row.EnumerateObject().Select(p => p.Name));
        Assert.Equal((path, "notAudio"), (row.GetProperty("path").GetString(), row.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task ListsAreFilteredSortedAndCut()
    {
        library.Fill(6);
        await library.AddAsync();

        Assert.Equal([4, 2, 0], await NumbersAsync("--class", "kick", "--sort", "length", "--descending"));
        Assert.Equal([1, 3], await NumbersAsync("--class", "Hat_Open", "--sort", "name", "--limit", "2"));
        Assert.Equal([0, 1, 2, 3, 4, 5], await NumbersAsync("--folder", library.Sounds.Of("kit 0")));
        Assert.Empty(await NumbersAsync("--text", "zebra"));
        Assert.Empty(await NumbersAsync("--limit", "0"));
    }

    [Fact]
    public async Task LabelsTagsAndFavouritesAreUndone()
    {
        string kick = library.Sounds.Thump("kick.wav");
        await library.AddAsync();

        var labelled = await library.RunAsync("label", kick, "open hat", "--format", "jsonl");
        await library.RunAsync("tag", kick, "--add", "x", "--add", "y");
        await library.RunAsync("favourite", kick);

        Assert.Contains("\"subclass\":\"Hat_Open\",\"confidence\":1,", labelled.Output, StringComparison.Ordinal);
        Assert.Contains("\"favourite\":false", (await library.RunAsync("favourite", "--undo", "--format", "jsonl")).Output, StringComparison.Ordinal);
        Assert.Contains("\"tags\":[]", (await library.RunAsync("tag", "--undo", "--format", "jsonl")).Output, StringComparison.Ordinal);
        Assert.Contains("\"class\":\"Kick\"", (await library.RunAsync("label", "--undo", "--format", "jsonl")).Output, StringComparison.Ordinal);
        Assert.Equal("drumai: there is nothing to undo.\n", (await library.RunAsync("label", "--undo")).Error);
    }

    [Fact]
    public async Task LabelOfAFileOutsideTheLibraryLabelsNothing()
    {
        string kick = library.Sounds.Thump("kick.wav");
        await library.AddAsync();

        var result = await library.RunAsync("label", kick, library.Sounds.Of("none.wav"), "Gong");

        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains("none.wav is not in the library", result.Error, StringComparison.Ordinal);
        Assert.Empty((await library.RunAsync("library", "list", "--labelled")).Output);
    }

    [Fact]
    public async Task HistoryShowsEditsAndUndoesOneOfThem()
    {
        string kick = library.Sounds.Thump("kick.wav"), hat = library.Sounds.Hiss("hat.wav");
        await library.AddAsync();
        await library.RunAsync("label", kick, "Tom");
        await library.RunAsync("tag", kick, hat, "--add", "dusty");

        var text = await library.RunAsync("library", "history");
        var undone = await library.RunAsync("library", "history", "--undo", "1", "--format", "jsonl");
        var again = await library.RunAsync("library", "history", "--undo", "1");

        Assert.Contains($"{kick}: - -> Tom", text.Output, StringComparison.Ordinal);
        Assert.Matches(@"^ +2  [-0-9]{10} [:0-9]{8}  tag\n", text.Output);
        var edit = JsonDocument.Parse(Assert.Single(undone.Lines)).RootElement;
        Assert.Equal((1, "label", JsonValueKind.String), (edit.GetProperty("id").GetInt32(), edit.GetProperty("kind").GetString(), edit.GetProperty("undoneAt").ValueKind));
        Assert.Equal("Tom", edit.GetProperty("changes")[0].GetProperty("after").GetString());
        Assert.Empty((await library.RunAsync("library", "list", "--labelled")).Output);
        Assert.Equal((ExitCode.Failure, "drumai: Edit 1 was undone already.\n"), (again.ExitCode, again.Error));
    }

    [Fact]
    public async Task RemoveForgetsAndDeletesNothing()
    {
        string kick = library.Sounds.Thump("kick.wav");
        await library.AddAsync();

        var dry = await library.RunAsync("library", "remove", library.Sounds.Path, "--dry-run");
        var result = await library.RunAsync("library", "remove", library.Sounds.Path, "--format", "jsonl");

        Assert.StartsWith("Would forget 1 files and 1 sounds", dry.Output, StringComparison.Ordinal);
        Assert.Equal("{\"fileCount\":1,\"sampleCount\":1,\"keptCount\":0,\"isDryRun\":false}\n", result.Output);
        Assert.True(File.Exists(kick));
        Assert.Empty((await library.RunAsync("library", "list")).Output);
    }

    [Fact]
    public async Task ExportHasARowForEachSoundWithAllItsFiles()
    {
        library.Sounds.Thump("a, b.wav");
        library.Sounds.Thump("copy.wav");
        library.Sounds.Hiss("hat.wav");
        await library.AddAsync("measured");

        string[] csv = (await library.RunAsync("export", "--format", "csv")).Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var rows = (await library.RunAsync("export", "--format", "jsonl")).Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();

        Assert.Equal(3, csv.Length);
        Assert.StartsWith("id,path,class,subclass,confidence,labelled,", csv[0], StringComparison.Ordinal);
        Assert.Contains("a, b.wav\",Kick,,0.9", csv[1], StringComparison.Ordinal);
        Assert.Equal(2, rows.Length);
        Assert.Equal(csv[0].Split(','), rows[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal([library.Sounds.Of("a, b.wav"), library.Sounds.Of("copy.wav")], rows[0].GetProperty("files").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(("measured", 64), (rows[1].GetProperty("stage").GetString(), rows[1].GetProperty("fingerprint").GetString()!.Length));
        Assert.True(rows[1].GetProperty("brightness").GetDouble() > rows[0].GetProperty("brightness").GetDouble());
    }

    [Theory]
    [InlineData("Required argument missing", "library", "add")]
    [InlineData("--until takes measured, classified or listed, not heard", "library", "scan", "--until", "heard")]
    [InlineData("--sort takes added, name,", "library", "list", "--sort", "size")]
    [InlineData("there is no class nope", "library", "list", "--class", "nope")]
    [InlineData("give the folders to forget, or --missing", "library", "remove")]
    [InlineData("files and a class are missing", "label", "a.wav")]
    [InlineData("there is no class nope", "label", "a.wav", "nope")]
    [InlineData("--undo stands alone", "label", "a.wav", "Kick", "--undo")]
    [InlineData("give files, and tags", "tag", "a.wav")]
    [InlineData("give files, or --undo alone", "favourite")]
    [InlineData("there is no format xml", "export", "--format", "xml")]
    public async Task WrongUsageIsSaidWithExitCodeTwo(string message, params string[] args)
    {
        var result = await library.RunAsync(args);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task WhatIsNoCatalogueIsSaidInOneSentence()
    {
        await File.WriteAllTextAsync(Path.Combine(library.Data, "catalogue.db"), new string('x', 10_000), TestContext.Current.CancellationToken);

        var result = await library.RunAsync("library", "list");

        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains("cannot be opened", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<List<int>> NumbersAsync(params string[] args) =>
        [.. (await library.RunAsync(["library", "list", "--format", "jsonl", .. args])).Lines
            .Select(l => int.Parse(Path.GetFileNameWithoutExtension(JsonDocument.Parse(l).RootElement.GetProperty("path").GetString()!)))];
}
