using DigestBot.Papers.Titles;

namespace DigestBot.Papers;

/// <summary>An entry with what ranks it among the entries of its paper.</summary>
internal sealed record Appearance(Entry Entry, DateOnly Day, bool DayEstimated, string FileName, long Sequence, int Position, bool Backfill)
{
    /// <summary>As of its file.</summary>
    public bool MayCorrect { get; init; } = true;

    /// <summary>How sure its file was read, in percent.</summary>
    public int Confidence { get; init; } = 100;

    /// <summary>Read by a format that knows what it reads, and not guessed: formats tried last are never surer than this.</summary>
    public bool Sure => Confidence > 60;

    public static Appearance Of(Entry entry, DigestFile file, int position) =>
        Of(entry, file.Day, file.DayEstimated, file.Name, file.Sequence, position, file.Backfill, file.ImportedAt) with { MayCorrect = file.MayCorrect, Confidence = file.Confidence };

    /// <summary>An entry with a day of its own is news or backfill by that day.</summary>
    public static Appearance Of(
        Entry entry, DateOnly fileDay, bool estimated, string fileName, long sequence, int position, bool backfill, DateTimeOffset importedAt) =>
        entry.Day is { } own
            ? new Appearance(
                entry, own, entry.DayEstimated, fileName, sequence, position, backfill || DigestFile.IsBackfill(own, DateOnly.FromDateTime(importedAt.UtcDateTime)))
            : new Appearance(entry, fileDay, estimated, fileName, sequence, position, backfill);

    /// <summary>What its paper can be found by; worked out once, as hashing a text takes longer than looking its keys up.</summary>
    public IReadOnlyList<long> Keys => field ??= PaperIdentity.Offered(Entry);
}

/// <summary>
/// A paper is the best of all its entries, whatever order they arrived in. Field by field the first that has a value wins, in this order
/// (decision 4): a sure reading over a guess; higher version; a stated day over an estimated one; later day; file name and, for files of one name, the newer import;
/// within a file the first entry. Categories are the union, first appearance first; the day is the first stated one.
/// </summary>
internal static class PaperFold
{
    public static Paper Fold(long id, IReadOnlyList<Appearance> all)
    {
        var appearances = Heard(all);
        var best = appearances
            .OrderByDescending(a => a.Sure)
            .ThenByDescending(a => a.Entry.Version ?? 0)
            .ThenBy(a => a.DayEstimated)
            .ThenByDescending(a => a.Day)
            .ThenBy(a => a.FileName, StringComparer.Ordinal)
            .ThenByDescending(a => a.Sequence)
            .ThenBy(a => a.Position)
            .Select(a => a.Entry)
            .ToList();
        var inTime = appearances
            .OrderBy(a => a.DayEstimated)
            .ThenBy(a => a.Day)
            .ThenBy(a => a.FileName, StringComparer.Ordinal)
            .ThenBy(a => a.Position)
            .ToList();

        var paragraphs = best.FirstOrDefault(e => e.Abstract.Count > 0)?.Abstract ?? [];
        var title = best.Select(e => e.Title).FirstOrDefault(t => t is not null);
        return new Paper(
            id,
            best.Select(e => e.ArxivId).FirstOrDefault(i => i is not null),
            best.Max(e => e.Version),
            title ?? (paragraphs.Count > 0 ? MadeTitle.From(paragraphs) : Named(best) ?? MadeTitle.From(paragraphs)),
            TitleMade: title is null,
            best.FirstOrDefault(e => e.Authors.Count > 0)?.Authors ?? [],
            [.. inTime.SelectMany(a => a.Entry.Categories).Distinct(StringComparer.OrdinalIgnoreCase)],
            inTime[0].Day,
            inTime[0].DayEstimated,
            paragraphs,
            Summaries(best),
            best.Select(e => e.Url).FirstOrDefault(u => u is not null))
        {
            Comment = best.Select(e => e.Comment).FirstOrDefault(c => c is not null),
            CodeUrl = best.Select(e => e.CodeUrl).FirstOrDefault(c => c is not null),
            Doi = best.Select(e => e.Doi).FirstOrDefault(d => d is not null),
            Publication = Publication.Join(best.Select(e => e.Publication).OfType<Publication>()),
        };
    }

    /// <summary>Of a paper known by nothing but its id.</summary>
    private static string? Named(IReadOnlyList<Entry> best) =>
        best.Select(e => e.ArxivId).FirstOrDefault(i => i is not null) is { } id ? $"arXiv:{id}" : best.Select(e => e.Doi).FirstOrDefault(d => d is not null) is { } doi ? $"doi:{doi}" : null;

    /// <summary>
    /// Whose word counts: files that may correct what is known, where there is one, else the first of the others. So a file anybody sent brings a paper, and says
    /// nothing more once it is known.
    /// </summary>
    public static IReadOnlyList<Appearance> Heard(IReadOnlyList<Appearance> all)
    {
        if (all.All(appearance => appearance.MayCorrect))
            return all;
        var first = all.Min(appearance => appearance.Sequence);
        return all.Any(appearance => appearance.MayCorrect)
            ? [.. all.Where(appearance => appearance.MayCorrect)]
            : [.. all.Where(appearance => appearance.Sequence == first)];
    }

    /// <summary>First arrival that counts as news; null while all are backfill.</summary>
    public static long? FirstSequence(IReadOnlyList<Appearance> appearances) =>
        appearances.Where(a => !a.Backfill).Min(a => (long?)a.Sequence);

    /// <summary>Equal in everything a reader can see.</summary>
    public static bool SameText(Paper left, Paper right) =>
        left with { Authors = [], Categories = [], Abstract = [], Summaries = right.Summaries } ==
            right with { Authors = [], Categories = [], Abstract = [], Summaries = right.Summaries }
        && left.Authors.SequenceEqual(right.Authors)
        && left.Categories.SequenceEqual(right.Categories)
        && left.Abstract.SequenceEqual(right.Abstract)
        && left.Summaries.Count == right.Summaries.Count
        && left.Summaries.All(pair => right.Summaries.TryGetValue(pair.Key, out var other) && pair.Value == other);

    private static SortedDictionary<string, Summary> Summaries(IReadOnlyList<Entry> best)
    {
        var folded = new SortedDictionary<string, Summary>(StringComparer.Ordinal);
        foreach (var (language, summary) in best.SelectMany(e => e.Summaries))
        {
            var known = folded.GetValueOrDefault(language, Summary.Empty);
            folded[language] = new Summary(
                known.Tldr ?? summary.Tldr,
                known.Motivation ?? summary.Motivation,
                known.Method ?? summary.Method,
                known.Result ?? summary.Result,
                known.Conclusion ?? summary.Conclusion)
            {
                Title = known.Title ?? summary.Title,
                Abstract = known.Abstract ?? summary.Abstract,
                Other = known.Other ?? summary.Other,
            };
        }

        return folded;
    }
}
