using DigestBot.Data;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Papers.Search;

/// <summary>What words are in the other language: learnt from papers that have both (<see cref="GlossaryMiner"/>), else the <see cref="StarterGlossary"/>'s.</summary>
internal sealed class Glossary(Session session)
{
    /// <summary>Han characters; a term of science has two to six, few have more, and those are not learnt.</summary>
    public const int ShortestHan = 2;
    public const int LongestHan = 6;
    private const int LongestWritten = 8;

    private const int MostTranslations = 2;

    /// <summary>The translations of words said, weighed by how sure they are. A longer entry goes before the shorter ones inside it.</summary>
    public async Task<IReadOnlyList<RankedTerm>> TranslateAsync(IReadOnlyList<RankedTerm> asked, CancellationToken cancellationToken)
    {
        var runs = asked.Where(term => term.IsHan).Select(term => Joined(term.Tokens)).OrderByDescending(run => run.Length).ToList();
        string[] words = [.. runs.SelectMany(Parts), .. asked.Where(term => !term.IsHan && term.Tokens.Count <= 2).Select(term => term.Key), .. Pairs(asked), .. StarterGlossary.LongOnesIn(asked.SelectMany(term => term.Tokens).ToHashSet(StringComparer.Ordinal))];
        if (words.Length == 0)
            return [];

        var known = new Dictionary<string, List<(string Translation, double Dice)>>(StringComparer.Ordinal);
        foreach (var some in words.Distinct().Chunk(500))
        {
            foreach (var (word, translation, dice) in await session.QueryAsync(
                $"SELECT word, translation, dice FROM glossary WHERE word IN {some} ORDER BY dice DESC", row => (row.Text(0), row.Text(1), row.Double(2)), cancellationToken))
            {
                if (known.TryGetValue(word, out var others))
                    others.Add((translation, dice));
                else
                    known[word] = [(translation, dice)];
            }
        }

        foreach (var word in words.Where(word => !known.ContainsKey(word)))
        {
            if (StarterGlossary.Find(word) is { Count: > 0 } translations)
                known[word] = [.. translations.Select(translation => (translation, StarterGlossary.Sureness))];
        }

        return
        [
            .. Longest(known.Keys)
                .SelectMany(word => known[word].Take(MostTranslations).Select(entry => new RankedTerm(TextAnalyzer.Terms(entry.Translation), entry.Dice * Bigrams(word)) { Origin = TermOrigin.Translation }))
                .Where(term => term.Tokens.Count > 0)
                .GroupBy(term => term.Key).Where(same => asked.All(term => term.Key != same.Key)).Select(same => same.MaxBy(term => term.Weight)!),
        ];
    }

    /// <summary>神经网络 out of its bigrams.</summary>
    private static string Joined(IReadOnlyList<string> bigrams) => bigrams[0] + string.Concat(bigrams.Skip(1).Select(bigram => bigram[^1]));

    /// <summary>A translation stands for as many tokens as its word has.</summary>
    private static int Bigrams(string word) => RankedTerms.IsHan(word) ? word.Length - 1 : word.Count(c => c == ' ') + 1;

    private static IEnumerable<string> Parts(string run)
    {
        for (var length = Math.Min(LongestWritten, run.Length); length >= ShortestHan; length--)
        {
            for (var start = 0; start + length <= run.Length; start++)
                yield return run.Substring(start, length);
        }
    }

    private static IEnumerable<string> Pairs(IReadOnlyList<RankedTerm> asked)
    {
        var words = asked.Where(term => !term.IsHan && term.Tokens.Count == 1).Select(term => term.Key).ToList();
        return words.Count > 8 ? [] : words.SelectMany(left => words.Where(right => right != left).Select(right => $"{left} {right}"));
    }

    private static IEnumerable<string> Longest(IReadOnlyCollection<string> words) =>
        words.Where(word => !words.Any(longer => longer.Length > word.Length && longer.Contains(word, StringComparison.Ordinal)));
}
