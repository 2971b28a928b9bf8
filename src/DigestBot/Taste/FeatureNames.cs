using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Papers.Search.Ranking;

namespace DigestBot.Taste;

/// <summary>Features as people read them: as they stand in the papers that have them. Nothing is stored but the papers.</summary>
internal sealed class FeatureNames
{
    private readonly Dictionary<ulong, (FeatureKind Kind, string Name)> _names = [];

    /// <summary>Learns the names of a paper's features; of several spellings the first stays.</summary>
    public void Learn(Paper paper)
    {
        foreach (var category in paper.Categories)
            _names.TryAdd(PaperFeatures.Category(category), (FeatureKind.Category, category));
        foreach (var author in paper.Authors)
            _names.TryAdd(PaperFeatures.Author(author), (FeatureKind.Author, author));
        foreach (var text in paper.Abstract.Prepend(paper.Title).Concat(paper.Summaries.Values.SelectMany(summary => summary.Texts)))
            Learn(text);
    }

    public (FeatureKind Kind, string Name)? Find(ulong feature) => _names.TryGetValue(feature, out var name) ? name : null;

    private void Learn(string text)
    {
        var tokens = TextAnalyzer.Analyze(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var number = TokenizedPaper.NumberOf(tokens[i].Text);
            _names.TryAdd(number, (FeatureKind.Word, Written(text, tokens[i], tokens[i])));
            if (i + 1 < tokens.Count)
                _names.TryAdd(PaperFeatures.Phrase(number, TokenizedPaper.NumberOf(tokens[i + 1].Text)), (FeatureKind.Phrase, Written(text, tokens[i], tokens[i + 1])));
        }
    }

    /// <summary>Capitals stay where they are not only the first: GPT, but graph.</summary>
    private static string Written(string text, Token first, Token last)
    {
        var written = text[first.Start..(last.Start + last.Length)].ReplaceLineEndings(" ");
        return string.Join(' ', written.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Length > 1 && word[1..].Any(char.IsUpper) ? word : word.ToLowerInvariant()));
    }
}
