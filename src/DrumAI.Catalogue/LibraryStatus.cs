namespace DrumAI.Catalogue;

/// <summary>How a library stands.</summary>
public sealed record LibraryStatus
{
    /// <summary>Its folders.</summary>
    public required IReadOnlyList<FolderStatus> Folders { get; init; }

    /// <summary>Sounds of which a file is there, or lies in a folder that is offline.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Those of them that are listed and no more.</summary>
    public required int ListedCount { get; init; }

    /// <summary>Those that are classified and no more.</summary>
    public required int ClassifiedCount { get; init; }

    /// <summary>Those that are measured.</summary>
    public required int MeasuredCount { get; init; }

    /// <summary>Sounds of which no file is left where it was.</summary>
    public required int MissingCount { get; init; }

    /// <summary>Files that cannot be read.</summary>
    public required int UnreadableCount { get; init; }

    /// <summary>Sounds whose class was set by hand.</summary>
    public required int LabelledCount { get; init; }

    /// <summary>Favourites.</summary>
    public required int FavouriteCount { get; init; }

    /// <summary>Reads how a library stands.</summary>
    public static LibraryStatus Read(SampleCatalogue catalogue)
    {
        using var context = catalogue.CreateContext();
        var stages = context.Samples.Where(s => s.IsPresent).GroupBy(s => s.Stage).Select(g => new { g.Key, Count = g.Count() }).ToDictionary(g => g.Key, g => g.Count);
        return new LibraryStatus
        {
            Folders =
            [
                .. context.Folders.OrderBy(f => f.Path)
                    .Select(f => new FolderStatus(f.Id, f.Path, f.IsWatched, f.IsOffline, f.ListedAt, f.Files.Count(file => !file.IsMissing))),
            ],
            SampleCount = stages.Values.Sum(),
            ListedCount = stages.GetValueOrDefault(Entities.SampleStage.Listed),
            ClassifiedCount = stages.GetValueOrDefault(Entities.SampleStage.Classified),
            MeasuredCount = stages.GetValueOrDefault(Entities.SampleStage.Measured),
            MissingCount = context.Samples.Count(s => !s.IsPresent),
            UnreadableCount = context.Files.Count(f => f.ErrorCode != null),
            LabelledCount = context.Samples.Count(s => s.LabelClass != null),
            FavouriteCount = context.Samples.Count(s => s.IsFavourite),
        };
    }
}
