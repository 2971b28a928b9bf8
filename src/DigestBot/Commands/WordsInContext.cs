using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>The few words around those that were looked for, which stand out.</summary>
internal static class WordsInContext
{
    private const int Longest = 110;

    /// <summary>The stretch with most of the words the reader does not see yet; null where all are seen or none is there.</summary>
    /// <param name="texts">Where to look, the best first.</param>
    /// <param name="wanted">Tokens looked for.</param>
    /// <param name="seen">Tokens the reader has before them already.</param>
    public static RichText? Of(IEnumerable<string> texts, IReadOnlySet<string> wanted, IReadOnlySet<string> seen)
    {
        var best = (Text: "", Hits: (IReadOnlyList<Token>)[], New: 0);
        foreach (var text in texts)
        {
            var hits = TextAnalyzer.Analyze(text).Where(token => wanted.Contains(token.Text)).ToList();
            for (var i = 0; i < hits.Count; i++)
            {
                var inside = hits.Skip(i).TakeWhile(hit => hit.Start + hit.Length - hits[i].Start <= Longest).ToList();
                var count = inside.Select(hit => hit.Text).Where(token => !seen.Contains(token)).Distinct().Count();
                if (count > best.New)
                    best = (text, inside, count);
            }
        }

        return best.New == 0 ? null : Around(best.Text, best.Hits);
    }

    private static RichText Around(string text, IReadOnlyList<Token> hits)
    {
        var (first, last) = (hits[0].Start, hits[^1].Start + hits[^1].Length);
        var spare = Math.Max(0, (Longest - (last - first)) / 2);
        var (start, end) = (WordStart(text, Math.Max(0, first - spare), first), WordEnd(text, Math.Min(text.Length, last + spare), last));
        var inlines = new List<Inline> { new(start > 0 ? "…" : "") };
        var done = start;
        foreach (var hit in hits)
        {
            // Bigrams overlap: what is bold already stays one run.
            var from = Math.Max(done, hit.Start);
            if (from >= hit.Start + hit.Length)
                continue;
            if (from > done)
                inlines.Add(new Inline(OneLine(text[done..from])));
            inlines.Add(Inline.Bold(OneLine(text[from..(hit.Start + hit.Length)])));
            done = hit.Start + hit.Length;
        }

        inlines.Add(new Inline(OneLine(text[done..end]) + (end < text.Length ? "…" : "")));
        return new RichText(inlines);
    }

    /// <summary>Not inside a word: forward to the next blank, but no farther than the word looked for. Chinese has no blanks and is cut where it is.</summary>
    private static int WordStart(string text, int at, int most)
    {
        if (at == 0)
            return 0;
        var blank = text.IndexOf(' ', at, most - at);
        return blank >= 0 ? blank + 1 : char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int WordEnd(string text, int at, int least)
    {
        if (at == text.Length)
            return at;
        var blank = text.LastIndexOf(' ', at - 1, at - least);
        return blank >= 0 ? blank : char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static string OneLine(string text) => text.Replace('\n', ' ');
}
