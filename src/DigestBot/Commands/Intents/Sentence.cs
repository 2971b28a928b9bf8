using System.Collections.Frozen;

namespace DigestBot.Commands;

/// <summary>A sentence as its words: small, without punctuation, each Chinese character one, and where each stands in the text.</summary>
internal sealed class Sentence
{
    private static readonly FrozenDictionary<string, string> Contracted = new Dictionary<string, string>
    {
        ["i'm"] = "i am", ["im"] = "i am", ["i'd"] = "i would", ["i'll"] = "i will", ["we'll"] = "we will", ["we're"] = "we are", ["i've"] = "i have", ["don't"] = "do not", ["dont"] = "do not", ["doesn't"] = "does not", ["can't"] = "can not",
        ["what's"] = "what is", ["whats"] = "what is", ["when's"] = "when is", ["who's"] = "who is", ["how's"] = "how is", ["that's"] = "that is", ["it's"] = "it is", ["there's"] = "there is",
        ["let's"] = "let us", ["you're"] = "you are", ["didn't"] = "did not", ["isn't"] = "is not", ["won't"] = "will not", ["anymore"] = "any more", ["tl;dr"] = "tldr",
    }.ToFrozenDictionary();

    private readonly List<(int Start, int End)> _places = [];
    private readonly List<string> _words = [];

    public Sentence(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length;)
        {
            var end = End(text, i);
            var (from, to) = Trimmed(text, i, end);
            if (to > from)
                Add(text[from..to].ToLowerInvariant(), from, to);
            i = Math.Max(end, i + 1);
        }
    }

    public string Text { get; }

    public IReadOnlyList<string> Words => _words;

    /// <summary>The text some of the words cover, as it was typed.</summary>
    public string Typed(int start, int end) => start >= end ? "" : Text[_places[start].Start.._places[end - 1].End];

    private void Add(string word, int from, int to)
    {
        var plain = Contracted.GetValueOrDefault(word, word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);
        foreach (var part in plain.Split(' '))
        {
            _words.Add(part);
            _places.Add((from, to));
        }
    }

    /// <summary>A Chinese character is a word; a quoted phrase, too.</summary>
    private static int End(string text, int start)
    {
        if (IsChinese(text[start]))
            return start + 1;
        var end = start;
        for (var inQuotes = false; end < text.Length; end++)
        {
            if (text[end] == '"')
                inQuotes = !inQuotes;
            else if (!inQuotes && (text[end] is ' ' or ',' or '!' or '。' || IsChinese(text[end]) || (text[end] is ';' && (end + 1 == text.Length || text[end + 1] == ' '))))
                break;
        }

        return end;
    }

    private static (int From, int To) Trimmed(string text, int from, int to)
    {
        while (to > from && text[to - 1] is '.' or '?' or '!' or ':' or ';' or ',' or ' ' or '…')
            to--;
        while (from < to && text[from] is '(' or ' ' or ',' or '!' or '?' or '。')
            from++;
        return (from, to);
    }

    /// <summary>Chinese where a text has Chinese characters and no kana; what has neither says nothing of a language, as ids and names are in every one.</summary>
    public static string? LanguageOf(string text) => text.Any(IsChinese) && !text.Any(c => c is >= '\u3040' and <= '\u30FF') ? "zh" : null;

    public static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
