using System.Runtime.InteropServices;
using DigestBot.Papers;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>The parts of a paper a filter looks at.</summary>
public enum PaperField
{
    Title,
    Abstract,
    Summary,
}

/// <summary>A paper analysed once, to be matched against any number of filters.</summary>
public sealed class AnalyzedPaper
{
    private AnalyzedPaper(Paper paper, AnalyzedText title, AnalyzedText @abstract, AnalyzedText summaries)
    {
        Paper = paper;
        Title = title;
        Abstract = @abstract;
        Summaries = summaries;
        Authors = [.. paper.Authors.Select(name => (name, TextAnalyzer.Words(name)))];
    }

    public Paper Paper { get; }

    /// <summary>The same for papers whose titles have the same words.</summary>
    internal string TitleKey => field ??= string.Join(' ', Title.Tokens.Order(StringComparer.Ordinal));

    internal AnalyzedText Title { get; }
    internal AnalyzedText Abstract { get; }

    /// <summary>In all languages.</summary>
    internal AnalyzedText Summaries { get; }

    /// <summary>Each name as written, and its words.</summary>
    internal IReadOnlyList<(string Name, string[] Words)> Authors { get; }

    public static AnalyzedPaper From(Paper paper) => new(
        paper,
        AnalyzedText.From([paper.Title]),
        AnalyzedText.From(paper.Abstract),
        AnalyzedText.From(paper.Summaries.Values.SelectMany(summary => summary.Texts)));
}

/// <summary>Where each token stands. Between two parts lies a gap, so that no phrase reaches across.</summary>
internal sealed class AnalyzedText
{
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);

    public IEnumerable<string> Tokens => places.Keys;

    public static AnalyzedText From(IEnumerable<string?> parts)
    {
        var text = new AnalyzedText();
        var sink = new Places(text.places);
        foreach (var part in parts)
        {
            if (part is null)
                continue;
            TextAnalyzer.Run(part, ref sink);
            sink.Position++;
        }

        return text;
    }

    /// <summary>How often the tokens stand here one after the other. A lone Han character also counts inside its bigrams.</summary>
    public int Count(IReadOnlyList<string> tokens)
    {
        if (tokens.Count == 0)
            return 0;
        if (!places.TryGetValue(tokens[0], out var starts))
            return tokens is [var single] && IsOneHan(single) ? places.Keys.Count(key => key.Length <= 4 && key.Contains(single, StringComparison.Ordinal)) : 0;
        if (tokens.Count == 1)
            return starts.Count;

        var count = 0;
        foreach (var start in starts)
        {
            var next = 1;
            while (next < tokens.Count && places.TryGetValue(tokens[next], out var following) && following.BinarySearch(start + next) >= 0)
                next++;
            if (next == tokens.Count)
                count++;
        }

        return count;
    }

    /// <summary>Such a token also counts inside others.</summary>
    internal static bool IsOneHan(string token) =>
        (token.Length == 1 && Characters.KindOf(token[0]) == CharacterKind.Cjk) || (token.Length == 2 && char.IsSurrogatePair(token, 0));

    [StructLayout(LayoutKind.Auto)]
    private struct Places(Dictionary<string, List<int>> places) : ITokenSink
    {
        private readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> lookup = places.GetAlternateLookup<ReadOnlySpan<char>>();

        public int Position { get; set; }

        public void Add(ReadOnlySpan<char> text, int start, int length)
        {
            if (lookup.TryGetValue(text, out var list))
                list.Add(Position++);
            else
                lookup[text] = [Position++];
        }
    }
}
