namespace DigestBot.Ingestion.Feeds;

/// <summary>Which feeds are asked for, and how often.</summary>
/// <param name="PrivateHosts">Hosts that may be on a private network; no other address there is ever asked.</param>
public sealed record FeedOptions(IReadOnlyList<Uri> Feeds, TimeSpan Every, IReadOnlyList<string> PrivateHosts)
{
    public static readonly FeedOptions None = new([], TimeSpan.FromHours(1), []);

    /// <summary>The largest known digest has 3.84 MB.</summary>
    public const long MostBytes = 20L * 1024 * 1024;

    /// <summary>From the first byte asked for to the last one read, redirects included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
