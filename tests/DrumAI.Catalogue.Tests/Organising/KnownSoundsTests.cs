using DrumAI.Catalogue.Organising;
using Microsoft.EntityFrameworkCore;

namespace DrumAI.Catalogue.Tests.Organising;

public sealed class KnownSoundsTests : IDisposable
{
    private readonly TestCatalogue library = new();

    public void Dispose() => library.Dispose();

    [Fact]
    public async Task WhatTheModelHeardIsKnownByPathAndByContent()
    {
        string path = library.Sounds.Hiss("a.wav");
        await library.AddAsync();
        string moved = library.Sounds.Of("moved.wav");
        File.Move(path, moved);
        using var known = new KnownSounds(library.Catalogue);

        var sound = known.Find(moved);

        Assert.Equal(("Hat", "Hat_Open"), (sound?.Class, sound?.Subclass));
        Assert.Null(known.Find(path));
        Assert.Null(known.Find(library.Sounds.Thump("new.wav")));
    }

    [Fact]
    public async Task ClassSetByHandHolds()
    {
        string path = library.Sounds.Hiss("a.wav");
        await library.AddAsync();
        using (var context = library.Catalogue.CreateContext())
            await context.Samples.ExecuteUpdateAsync(s => s.SetProperty(p => p.LabelClass, "Tom"), TestContext.Current.CancellationToken);
        using var known = new KnownSounds(library.Catalogue);

        Assert.Equal(new KnownSound("Tom", null, 1, false), known.Find(path));
    }

    [Fact]
    public async Task FileThatChangedSinceIsNotTakenForTheOldOne()
    {
        string path = library.Sounds.Hiss("a.wav");
        await library.AddAsync();
        library.Sounds.Thump("a.wav");
        using var known = new KnownSounds(library.Catalogue);

        Assert.Null(known.Find(path));
    }
}
