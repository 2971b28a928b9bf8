using System.Collections.Frozen;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Papers.Search;

/// <summary>Terms of the fields in both languages, written by hand (<c>StarterGlossary.txt</c>): for what the store has not learnt.</summary>
internal static class StarterGlossary
{
    /// <summary>As sure as a pair that comes together in half of its papers.</summary>
    public const double Sureness = .5;

    private const int LongestLearnt = 2;

    private static readonly FrozenDictionary<string, string[]> Entries = Read();

    /// <summary>English terms of more words than are ever learnt, as the analyser has them.</summary>
    private static readonly IReadOnlyList<string[]> Long = [.. Entries.Keys.Where(word => !RankedTerms.IsHan(word)).Select(word => word.Split(' ')).Where(words => words.Length > LongestLearnt)];

    /// <summary>What a word is in the other language, the best first: Chinese as written, English as the analyser has it.</summary>
    public static IReadOnlyList<string> Find(string word) => Entries.GetValueOrDefault(word, []);

    /// <summary>The long terms whose words were all said.</summary>
    public static IEnumerable<string> LongOnesIn(IReadOnlySet<string> words) => Long.Where(term => term.All(words.Contains)).Select(term => string.Join(' ', term));

    private static FrozenDictionary<string, string[]> Read()
    {
        using var file = new StreamReader(typeof(StarterGlossary).Assembly.GetManifestResourceStream("StarterGlossary.txt")!);
        var pairs = new List<(string Word, string Translation)>();
        while (file.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var sides = line.Split('=', StringSplitOptions.TrimEntries);
            var english = sides[0].Split(',', StringSplitOptions.TrimEntries).Select(term => string.Join(' ', TextAnalyzer.Terms(term))).ToList();
            var chinese = sides[1].Split('、', StringSplitOptions.TrimEntries);
            pairs.AddRange(english.SelectMany(_ => chinese, (left, right) => (left, right)));
            pairs.AddRange(chinese.SelectMany(_ => english, (left, right) => (left, right)));
        }

        return pairs.GroupBy(pair => pair.Word).ToFrozenDictionary(same => same.Key, same => same.Select(pair => pair.Translation).Distinct().ToArray(), StringComparer.Ordinal);
    }
}
