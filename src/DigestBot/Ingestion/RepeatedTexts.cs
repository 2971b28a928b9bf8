using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>The same text beside three or more papers of one file is about none of them: what a generator writes where it failed.</summary>
internal static class RepeatedTexts
{
    private const int Least = 3;

    public static ParsedDigest Without(ParsedDigest digest)
    {
        if (digest.Entries.Count < Least)
            return digest;
        var papers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var entry in digest.Entries)
        {
            foreach (var text in Texts(entry))
            {
                if (!papers.TryGetValue(text, out var seen))
                    papers[text] = seen = new HashSet<string>(StringComparer.Ordinal);
                if (seen.Count < Least)
                    seen.Add(entry.ArxivId?.Value ?? entry.Title ?? $"{entry.Line}");
            }
        }

        var repeated = papers.Where(pair => pair.Value.Count >= Least).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return repeated.Count == 0 ? digest : digest with
        {
            Entries = [.. digest.Entries.Select(entry => Without(entry, repeated))],
            Notes = [.. digest.Notes, .. repeated.Order(StringComparer.Ordinal).Select(text => new LineNote(0, new Remark(nameof(Strings.Note_Repeated), LineNote.Excerpt(text))))],
        };
    }

    private static IEnumerable<string> Texts(Entry entry) =>
        entry.Summaries.Values.SelectMany(summary => new[] { summary.Tldr, summary.Motivation, summary.Method, summary.Result, summary.Conclusion, summary.Abstract })
            .OfType<string>().Append(string.Join('\n', entry.Abstract)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal);

    private static Entry Without(Entry entry, HashSet<string> repeated)
    {
        if (!Texts(entry).Any(repeated.Contains))
            return entry;
        var summaries = entry.Summaries.ToDictionary(pair => pair.Key, pair => new Summary(Kept(pair.Value.Tldr), Kept(pair.Value.Motivation), Kept(pair.Value.Method), Kept(pair.Value.Result), Kept(pair.Value.Conclusion))
        {
            Title = pair.Value.Title,
            Abstract = Kept(pair.Value.Abstract),
            Other = pair.Value.Other,
        });
        return entry with
        {
            Summaries = summaries.Where(pair => pair.Value != Summary.Empty).ToDictionary(StringComparer.Ordinal),
            // Without a title the abstract is all there is to know the paper by.
            Abstract = entry.Title is not null && repeated.Contains(string.Join('\n', entry.Abstract)) ? [] : entry.Abstract,
        };

        string? Kept(string? text) => text is null || repeated.Contains(text) ? null : text;
    }
}
