using System.Text.RegularExpressions;
using DigestBot.Data;

namespace DigestBot.Papers.Search;

/// <summary>
/// Learns what Chinese words are in English and the reverse: words of English titles and words of Chinese summaries that keep coming together,
/// by Dice's coefficient (twice the papers with both, by the papers with each).
/// </summary>
internal static partial class GlossaryMiner
{
    /// <summary>The newest papers say enough, and what is kept in memory stays small.</summary>
    private const int MostPapers = 10_000;
    private const int LeastTogether = 3;
    private const double LeastDice = .2;
    private const int MostTranslations = 3;

    // Function words: no term begins or ends with them.
    private const string Particles = "的了和与在是对从并为等及其将被把个种该此这那以于中上下能可而也或";

    public sealed record Pair(string Word, string Translation, double Dice);

    /// <summary>Learns anew from what is stored and replaces what was learnt before.</summary>
    public static async Task RefreshAsync(Database database, CancellationToken cancellationToken)
    {
        IReadOnlyList<Pair> pairs;
        await using (var session = await database.ReadAsync(cancellationToken))
        {
            var ids = await session.QueryAsync(
                $"SELECT id FROM papers WHERE summaries LIKE '%\"zh\":%' ORDER BY id DESC LIMIT {MostPapers}", row => row.Long(0), cancellationToken);
            pairs = Mine(await new PaperStore(session).ListAsync(ids, cancellationToken));
        }

        await using var writing = await database.WriteAsync(cancellationToken);
        await writing.ExecuteAsync($"DELETE FROM glossary", cancellationToken);
        foreach (var pair in pairs)
            await writing.ExecuteAsync($"INSERT OR REPLACE INTO glossary (word, translation, dice) VALUES ({pair.Word}, {pair.Translation}, {pair.Dice})", cancellationToken);
        await writing.CommitAsync(cancellationToken);
    }

    /// <summary>Both ways; English words as the analyser has them, one or two in a row.</summary>
    public static IReadOnlyList<Pair> Mine(IReadOnlyList<Paper> papers)
    {
        var english = Common(papers.Select(paper => English(paper.Title)), papers.Count);
        var chinese = Common(papers.Select(Chinese), papers.Count);
        var hanOf = new List<string>[papers.Count];
        foreach (var (word, places) in chinese)
        {
            foreach (var place in places)
                (hanOf[place] ??= []).Add(word);
        }

        var pairs = new List<Pair>();
        var together = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, places) in english)
        {
            together.Clear();
            foreach (var han in places.SelectMany(place => hanOf[place] ?? []))
                together[han] = together.GetValueOrDefault(han) + 1;
            pairs.AddRange(together.Where(pair => pair.Value >= LeastTogether)
                .Select(pair => new Pair(word, pair.Key, 2.0 * pair.Value / (places.Count + chinese[pair.Key].Count)))
                .Where(pair => pair.Dice >= LeastDice));
        }

        return [.. Best(pairs), .. Best(pairs.Select(pair => new Pair(pair.Translation, pair.Word, pair.Dice)))];
    }

    /// <summary>Of equal ones the longer: 神经网络 rather than 神经网.</summary>
    private static IEnumerable<Pair> Best(IEnumerable<Pair> pairs) => pairs.GroupBy(pair => pair.Word).SelectMany(same =>
        same.OrderByDescending(pair => pair.Dice).ThenByDescending(pair => pair.Translation.Length).ThenBy(pair => pair.Translation, StringComparer.Ordinal).Take(MostTranslations));

    /// <summary>Words of some papers, but not of most, with the papers that have them.</summary>
    private static Dictionary<string, List<int>> Common(IEnumerable<IEnumerable<string>> texts, int papers)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (words, place) in texts.Select((words, place) => (words, place)))
        {
            foreach (var word in words.Distinct())
            {
                if (places.TryGetValue(word, out var list))
                    list.Add(place);
                else
                    places[word] = [place];
            }
        }

        return places.Where(pair => pair.Value.Count >= LeastTogether && pair.Value.Count <= Math.Max(10, papers / 2)).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private static IEnumerable<string> English(string title)
    {
        var tokens = TextAnalyzer.Terms(title).Where(token => !Ranking.RankedTerms.IsHan(token)).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (StopWords.Contains(tokens[i]) || tokens[i].Length < 2)
                continue;
            yield return tokens[i];
            if (i + 1 < tokens.Count && !StopWords.Contains(tokens[i + 1]))
                yield return $"{tokens[i]} {tokens[i + 1]}";
        }
    }

    private static IEnumerable<string> Chinese(Paper paper)
    {
        var summary = paper.Summaries.GetValueOrDefault("zh", Summary.Empty);
        foreach (Match run in HanRun().Matches(summary.Tldr ?? summary.Method ?? ""))
        {
            var text = run.Value;
            for (var start = 0; start < text.Length; start++)
            {
                for (var length = Glossary.ShortestHan; length <= Glossary.LongestHan && start + length <= text.Length; length++)
                {
                    if (!Particles.Contains(text[start]) && !Particles.Contains(text[start + length - 1]))
                        yield return text.Substring(start, length);
                }
            }
        }
    }

    [GeneratedRegex(@"[\u4E00-\u9FFF]+")]
    private static partial Regex HanRun();
}
