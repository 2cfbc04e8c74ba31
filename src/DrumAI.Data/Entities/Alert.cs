namespace DrumAI.Data.Entities;

/// <summary>Something that an operator should look at: raised once, whichever replica saw it, and cleared when it is over.</summary>
public sealed class Alert
{
    /// <summary>Identifies the alert; later ones have higher numbers.</summary>
    public long Id { get; init; }

    /// <summary>What kind of thing: <c>drift</c>, <c>corrections</c>, <c>job</c>, <c>queue</c>, <c>model</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a feature, a class, a job, a model. Of one kind and subject one alert at most is open.</summary>
    public required string Subject { get; init; }

    /// <summary>What is the matter, for people.</summary>
    public required string Message { get; set; }

    /// <summary>When it was seen first.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? ClearedAt { get; set; }
}
