using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>
/// A paper's own date is its date: in a file of many days (a table that grows, a library) every paper much older than the file has a day of its own, so that it is
/// found but is no news. Dates of a few days before are those of submission, and stay the file's.
/// </summary>
internal static class OwnDays
{
    /// <param name="entries">Of one file.</param>
    /// <param name="file">Its day. Where that is stated, an arXiv id or a year does not contradict it: digests announce older papers, too. Of a bibliography it is when it was saved.</param>
    /// <param name="today">When it arrived.</param>
    public static IReadOnlyList<Entry> Of(IReadOnlyList<Entry> entries, DigestDay file, DateOnly today)
    {
        // Whoever says the day says it of all.
        if (file.Source == DaySource.Given)
            return entries;
        var own = entries.Select(entry => Own(entry, file, today)).ToList();
        var old = own.Where(date => date is { } day && DigestFile.IsBackfill(day.Day, file.Day)).Select(date => date!.Value.Day).Order().ToList();
        if (old.Count == 0)
            return entries;
        // What has no date among old papers is as old as they are.
        var others = !file.Stated && old.Count * 2 > own.Count(date => date is not null) ? old[old.Count / 2] : (DateOnly?)null;
        return [.. entries.Zip(own, (entry, date) => date switch
        {
            _ when entry.Day is not null => entry,
            null when others is { } day => entry with { Day = day, DayEstimated = true },
            { } day when DigestFile.IsBackfill(day.Day, file.Day) => entry with { Day = day.Day, DayEstimated = day.Estimated },
            _ => entry,
        })];
    }

    /// <summary>A date; else roughly by its arXiv id; else the last day of its month or year.</summary>
    private static (DateOnly Day, bool Estimated)? Own(Entry entry, DigestDay file, DateOnly today)
    {
        if (entry.Published is { } published)
            return (published, false);
        if (file.Stated && entry.Publication is null)
            return null;
        if (entry.ArxivId is { } id && ArxivDay.Of(id, today) is { } given)
            return (given, true);
        return entry.Publication?.Year is not { } year ? null
            : (new DateOnly(year, entry.Publication.Month ?? 12, DateTime.DaysInMonth(year, entry.Publication.Month ?? 12)), true);
    }
}
