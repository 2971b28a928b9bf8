using System.Text;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>Five texts as a digest file has them → one <see cref="Summary"/> per language, failed ones missing.</summary>
internal static class SummaryFields
{
    public static IReadOnlyDictionary<string, Summary> Group(
        string tldr, string motivation, string method, string result, string conclusion)
    {
        var byLanguage = new Dictionary<string, Summary>(StringComparer.Ordinal);
        Put(tldr, (summary, text) => summary with { Tldr = text });
        Put(motivation, (summary, text) => summary with { Motivation = text });
        Put(method, (summary, text) => summary with { Method = text });
        Put(result, (summary, text) => summary with { Result = text });
        Put(conclusion, (summary, text) => summary with { Conclusion = text });
        return byLanguage;

        void Put(string field, Func<Summary, string, Summary> set)
        {
            if (FailedSummary.OrMissing(field) is not { } text)
                return;
            var language = SummaryLanguage.Of(text);
            byLanguage[language] = set(byLanguage.GetValueOrDefault(language, Summary.Empty), text);
        }
    }

    /// <summary>Keeps a field's own lines (models write lists), without blank edges; mends breaks that were, or should have been, an escape.</summary>
    public static string Join(IReadOnlyList<string> lines, out bool mended)
    {
        mended = false;
        var (first, last) = (0, lines.Count - 1);
        while (first < last && string.IsNullOrWhiteSpace(lines[first]))
            first++;
        while (first < last && string.IsNullOrWhiteSpace(lines[last]))
            last--;
        var joined = (first == last ? lines[first] : Connect(lines, first, last, ref mended)).Trim();
        var broken = BrokenEscapes.BreakLines(joined);
        mended |= !ReferenceEquals(joined, broken) && broken.Length != joined.Length;
        return broken;
    }

    private static string Connect(IReadOnlyList<string> lines, int first, int last, ref bool mended)
    {
        var text = new StringBuilder(lines[first]);
        for (var i = first + 1; i <= last; i++)
        {
            var lost = BrokenEscapes.IsLostNewline(lines[i - 1], lines[i]);
            mended |= lost;
            text.Append(lost ? @"\n" : "\n").Append(lines[i]);
        }

        return text.ToString();
    }
}
