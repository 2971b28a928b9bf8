namespace DigestBot.Papers;

/// <summary>An input as it was taken. <c>Sequence</c> is its place in the order of arrival; <c>Reader</c> the version of the parsers that read it.</summary>
/// <param name="Hash">SHA-256 of the content, hex.</param>
/// <param name="Name">File name without folders.</param>
/// <param name="Backfill">Older than <see cref="BackfillDays"/> on arrival: searchable, but no news (decision 6).</param>
/// <param name="Report">The report of its import, JSON.</param>
public sealed record DigestFile(
    long Id,
    string Hash,
    string Name,
    string Path,
    string Format,
    int Reader,
    DateOnly Day,
    DaySource DaySource,
    long Sequence,
    bool Backfill,
    DateTimeOffset ImportedAt,
    string Report)
{
    public const int BackfillDays = 14;

    /// <summary>Whether it may change what is known of papers; else it only brings those that nothing else does.</summary>
    public bool MayCorrect { get; init; } = true;

    /// <summary>How sure its format was read, in percent.</summary>
    public int Confidence { get; init; } = 100;

    public bool DayEstimated => DaySource.IsEstimate();

    public static bool IsBackfill(DateOnly day, DateOnly today) => day.AddDays(BackfillDays) < today;
}

/// <summary>Where a digest file's day comes from, best first.</summary>
public enum DaySource
{
    Given,
    Content,
    Name,
    Ids,
    Arrival,
}

public static class DaySources
{
    public static bool IsEstimate(this DaySource source) => source is DaySource.Ids or DaySource.Arrival;
}
