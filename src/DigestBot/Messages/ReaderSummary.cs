using DigestBot.Papers;

namespace DigestBot.Messages;

internal enum SummaryPart
{
    Tldr,
    Motivation,
    Method,
    Result,
    Conclusion,
}

/// <summary>
/// What a reader of a language is shown of a paper's summaries. In this order:
/// the summary in that language, its gaps filled from others; for English the abstract, which nearly always is English and so can be read;
/// the English, the Chinese, any other summary; the abstract. No parts: only the abstract, if that.
/// </summary>
internal sealed record ReaderSummary(string Wanted, string? Shown, IReadOnlyList<ReaderSummary.Part> Parts, IReadOnlyList<string> Available)
{
    internal sealed record Part(SummaryPart Kind, string Text, string Language);

    // What says most in one sentence comes first.
    private static readonly SummaryPart[] Telling =
        [SummaryPart.Tldr, SummaryPart.Method, SummaryPart.Result, SummaryPart.Conclusion, SummaryPart.Motivation];

    /// <summary>The part for a list row, or null.</summary>
    public Part? Lead => Telling.Select(kind => Parts.FirstOrDefault(p => p.Kind == kind && p.Language == Shown)).FirstOrDefault(p => p is not null);

    public static ReaderSummary For(Paper paper, string language)
    {
        var wanted = language.Split('-', '_')[0].ToLowerInvariant();
        IReadOnlyList<string> available =
            [.. paper.Summaries.Where(s => PartsOf(s.Value).Any()).Select(s => s.Key).OrderBy(Rank).ThenBy(code => code, StringComparer.Ordinal)];
        var shown =
            available.Contains(wanted) ? wanted
            : wanted == "en" && HasEnglishAbstract(paper) ? null
            : available.Count > 0 ? available[0]
            : null;
        if (shown is null)
            return new ReaderSummary(wanted, null, [], available);

        IReadOnlyList<Part> parts =
        [
            .. available.OrderByDescending(code => code == shown)
                .SelectMany(code => PartsOf(paper.Summaries[code]).Select(p => new Part(p.Kind, p.Text, code)))
                .DistinctBy(p => p.Kind)
                .OrderBy(p => p.Kind),
        ];
        return new ReaderSummary(wanted, shown, parts, available);
    }

    private static IEnumerable<(SummaryPart Kind, string Text)> PartsOf(Summary summary)
    {
        (SummaryPart Kind, string? Text)[] parts =
        [
            (SummaryPart.Tldr, summary.Tldr),
            (SummaryPart.Motivation, summary.Motivation),
            (SummaryPart.Method, summary.Method),
            (SummaryPart.Result, summary.Result),
            (SummaryPart.Conclusion, summary.Conclusion),
        ];
        foreach (var (kind, text) in parts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return (kind, text);
        }
    }

    private static int Rank(string code) => code switch { "en" => 0, "zh" => 1, _ => 2 };

    private static bool HasEnglishAbstract(Paper paper) =>
        string.Concat(paper.Abstract) is { Length: > 0 } text && text.Count(char.IsAscii) > text.Length * 3 / 4;
}
