using System.Net;
using DrumAI.Classification;
using DrumAI.Service.Consensus;
using DrumAI.Service.Retraining;

namespace DrumAI.Service;

/// <summary>How a service runs. Checked when it starts.</summary>
public sealed record ServiceOptions
{
    /// <summary>Connection string: with <c>Host=</c> PostgreSQL, with <c>Data Source=</c> SQLite.</summary>
    public required string Database { get; init; }

    /// <summary>Address to listen on; loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 5253;

    /// <summary>Folder of the model that is registered at the start, and served where no later one is current.</summary>
    public string ModelDirectory { get; init; } = DrumClassifier.DefaultModelDirectory;

    /// <summary>Proxies in front, as addresses or networks: only from them is <c>X-Forwarded-For</c> believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The most bytes of a request with a sound.</summary>
    public long MaxUploadBytes { get; init; } = 20L << 20;

    /// <summary>The most bytes of a request without one.</summary>
    public long MaxJsonBytes { get; init; } = 256L << 10;

    /// <summary>The longest sound that is heard.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most bytes of uploads in memory at once; what comes above is told to come again.</summary>
    public long MaxUploadBytesInFlight { get; init; } = 256L << 20;

    /// <summary>Sounds heard at once; one a processor unless told otherwise.</summary>
    public int HearingConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>Sounds that may wait to be heard.</summary>
    public int HearingQueue { get; init; } = 64;

    /// <summary>Corrections that may wait to be stored.</summary>
    public int SubmissionQueue { get; init; } = 4096;

    /// <summary>The longest that a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes a second below which an upload is cut off.</summary>
    public double MinUploadRate { get; init; } = 2000;

    /// <summary>How long an upload may be slower than that: more than a second.</summary>
    public TimeSpan UploadGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests a minute from one address, and with one token: that many at once, and then as they come back.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>Accounts that one address block may make in an hour.</summary>
    public int AccountsPerHour { get; init; } = 20;

    /// <summary>Pause between two slices of sounds whose votes are weighed again.</summary>
    public TimeSpan ReconsiderEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a replica looks whether another model is current.</summary>
    public TimeSpan LookForModelsEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>When retraining is queued if anything new was agreed on, as a cron expression of Quartz.NET (seconds first, UTC); null for never, however much there is.</summary>
    public string? RetrainSchedule { get; init; }

    /// <summary>Sounds agreed on since the last retraining after which the next is queued at once.</summary>
    public int RetrainAfter { get; init; } = 200;

    /// <summary>How often it is looked whether there are so many, and whether anything calls for an alert.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often what models said is added to the counts in the database.</summary>
    public TimeSpan CountEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How votes are weighed.</summary>
    public ConsensusOptions Consensus { get; init; } = ConsensusOptions.Default;

    /// <summary>Refuses what makes no sense.</summary>
    /// <exception cref="ArgumentException">It names what does not.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Database);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUploadBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUploadBytesInFlight, MaxUploadBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(HearingConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(HearingQueue);
        ArgumentOutOfRangeException.ThrowIfLessThan(UploadGrace, TimeSpan.FromSeconds(1.1));
        ArgumentOutOfRangeException.ThrowIfLessThan(SubmissionQueue, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(RequestsPerMinute, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(AccountsPerHour, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReconsiderEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LookForModelsEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CheckEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CountEvery, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetrainAfter, 1);
        if (RetrainSchedule is not null && !RetrainingSchedule.IsValid(RetrainSchedule)) throw new ArgumentException($"The schedule {RetrainSchedule} cannot be understood.");
    }
}
