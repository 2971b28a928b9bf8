using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Taste;

/// <summary>The words of an edit as features: a category, <c>by:"Name"</c>, one word, or a phrase as all its pairs.</summary>
internal static class TasteWords
{
    private const string AuthorPrefix = "by:";

    public static string Author(string name) => $"{AuthorPrefix}\"{name}\"";

    public static bool IsAuthor(string words) => words.StartsWith(AuthorPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Empty where nothing in it can be looked for.</summary>
    public static IReadOnlyList<ulong> Features(string words)
    {
        if (IsAuthor(words))
            return TextAnalyzer.HasTokens(words[AuthorPrefix.Length..]) ? [PaperFeatures.Author(words[AuthorPrefix.Length..].Trim('"', ' '))] : [];
        if (IsCategory(words))
            return [PaperFeatures.Category(words)];
        ulong[] tokens = [.. TextAnalyzer.Terms(words).Select(token => TokenizedPaper.NumberOf(token)).Where(token => !PaperFeatures.IsStopWord(token))];
        return tokens.Length < 2 ? tokens : [.. tokens.Zip(tokens.Skip(1), PaperFeatures.Phrase)];
    }

    /// <summary>As arXiv writes them: <c>cs.LG</c>, <c>stat.ML</c>.</summary>
    private static bool IsCategory(string words) => words.Split('.') is [{ Length: > 0 } archive, { Length: 2 } subject] && (archive + subject).All(c => char.IsAsciiLetter(c) || c == '-');
}
