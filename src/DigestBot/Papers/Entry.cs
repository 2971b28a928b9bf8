namespace DigestBot.Papers;

/// <summary>One paper's appearance in one digest file, as the file has it. <c>Line</c> counts from 1; failed summaries are absent.</summary>
public sealed record Entry(int Line)
{
    public ArxivId? ArxivId { get; init; }
    public int? Version { get; init; }
    public string? Url { get; init; }

    public Doi? Doi { get; init; }
    public string? Title { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The section it stands in first, cross-lists after it.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Paragraphs; soft wraps joined.</summary>
    public IReadOnlyList<string> Abstract { get; init; } = [];

    /// <summary>By language code; a file may mix languages from field to field.</summary>
    public IReadOnlyDictionary<string, Summary> Summaries { get; init; } = new Dictionary<string, Summary>();

    public string? Comment { get; init; }

    public string? CodeUrl { get; init; }

    /// <summary>The day of the digest this entry comes from, where one file holds many days; null: the file's day.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>When the paper was published, where the file says so entry by entry.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>That day was worked out, from an arXiv id or a year.</summary>
    public bool DayEstimated { get; init; }

    /// <summary>What a bibliography says of how it appeared.</summary>
    public Publication? Publication { get; init; }

    /// <summary>True where the file announces a new version of a known paper.</summary>
    public bool Replaced { get; init; }
}
