using System.Runtime.InteropServices;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Taste;

/// <summary>What a feature is. Each kind is weighed as a block of its own, so that many words do not drown a few authors.</summary>
public enum FeatureKind
{
    Word,
    Phrase,
    Author,
    Category,
}

/// <summary>How often a paper has each word and each phrase of two words; once each author and category. Features are 64-bit hashes.</summary>
internal sealed class PaperFeatures
{
    /// <summary>A word of the title counts as three of the abstract.</summary>
    private const float TitleWeight = 3;

    private static readonly HashSet<ulong> StopNumbers = [.. StopWords.All.Select(word => TokenizedPaper.NumberOf(word))];

    private PaperFeatures(Dictionary<ulong, float> words, Dictionary<ulong, float> phrases, ulong[] authors, ulong[] categories) =>
        (Words, Phrases, Authors, Categories) = (words, phrases, authors, categories);

    public IReadOnlyDictionary<ulong, float> Words { get; }

    public IReadOnlyDictionary<ulong, float> Phrases { get; }

    public IReadOnlyList<ulong> Authors { get; }

    public IReadOnlyList<ulong> Categories { get; }

    public static PaperFeatures Of(Paper paper)
    {
        var tokens = TokenizedPaper.Of(paper);
        var (words, phrases) = (new Dictionary<ulong, float>(256), new Dictionary<ulong, float>(256));
        Count(tokens.Fields[IndexedTexts.Title], TitleWeight, words, phrases);
        Count(tokens.Fields[IndexedTexts.Abstract], 1, words, phrases);
        Count(tokens.Fields[IndexedTexts.Summaries], 1, words, phrases);
        return new PaperFeatures(words, phrases, [.. paper.Authors.Select(Author).Distinct()], [.. paper.Categories.Select(Category).Distinct()]);
    }

    /// <summary>A subscription's words, as if they were a paper's title.</summary>
    public static PaperFeatures Of(Query filter)
    {
        var (words, phrases) = (new Dictionary<ulong, float>(), new Dictionary<ulong, float>());
        foreach (var term in filter.Groups.SelectMany(group => group.AnyOf))
            Count([.. TextAnalyzer.Terms(term.Text).Select(token => TokenizedPaper.NumberOf(token))], TitleWeight, words, phrases);
        return new PaperFeatures(words, phrases, [.. filter.Authors.Select(Author).Distinct()], []);
    }

    public static bool IsStopWord(ulong word) => StopNumbers.Contains(word);

    public static ulong Phrase(ulong first, ulong second) => unchecked((first * 1099511628211) ^ (second + 0x9E3779B97F4A7C15));

    /// <summary>Whatever the order and spelling of a name's parts: "Geiger, Andreas" is Andreas Geiger.</summary>
    public static ulong Author(string name) => TokenizedPaper.NumberOf("by:" + string.Join(' ', TextAnalyzer.Words(name).Order(StringComparer.Ordinal)));

    public static ulong Category(string category) => TokenizedPaper.NumberOf("in:" + category.ToLowerInvariant());

    private static void Count(ulong[] tokens, float weight, Dictionary<ulong, float> words, Dictionary<ulong, float> phrases)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!Tells(tokens[i]))
                continue;
            CollectionsMarshal.GetValueRefOrAddDefault(words, tokens[i], out _) += weight;
            if (i + 1 < tokens.Length && Tells(tokens[i + 1]))
                CollectionsMarshal.GetValueRefOrAddDefault(phrases, Phrase(tokens[i], tokens[i + 1]), out _) += weight;
        }
    }

    private static bool Tells(ulong token) => token != TokenizedPaper.Gap && !StopNumbers.Contains(token);
}
