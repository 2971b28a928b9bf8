using System.Buffers;
using System.Text;

namespace DigestBot.Papers.Search;

/// <summary>One searchable token: its normal form, its place among the tokens, and where in the source it came from.</summary>
public readonly record struct Token(string Text, int Position, int Start, int Length);

/// <summary>Receives tokens without their being turned into strings first. The text is only valid during the call.</summary>
internal interface ITokenSink
{
    void Add(ReadOnlySpan<char> text, int start, int length);
}

/// <summary>
/// The one analyser of indexing, search and matching. Linear, and every token consists of letters and digits only.
/// </summary>
/// <remarks>
/// Latin words are lower-cased, freed of accents and stemmed. <c>chain-of-thought</c> is three tokens in a row; <c>GPT-4</c> and
/// <c>GPT4</c> are both <c>gpt 4</c>, while <c>G2LoRA</c>, <c>4o</c> and <c>T5</c> stay whole. <c>c++</c> and <c>c#</c> are tokens of
/// their own (<c>cpp</c>, <c>csharp</c>). Han, kana and Hangul become overlapping bigrams: Korean too, because particles are glued to
/// its nouns and a word index would not find 모델 in 모델을.
/// </remarks>
public static class TextAnalyzer
{
    /// <summary>Longer runs are cut: no word is, and the buffer is on the stack.</summary>
    internal const int LongestToken = 64;

    public static IReadOnlyList<Token> Analyze(string text)
    {
        var sink = new TokenList();
        Run(text, ref sink, stem: true);
        return sink.Tokens;
    }

    /// <summary>Only the tokens' texts, in order.</summary>
    public static string[] Terms(string text)
    {
        var sink = new TermList();
        Run(text, ref sink, stem: true);
        return [.. sink.Terms];
    }

    /// <summary>As <see cref="Terms"/>, unstemmed: for names.</summary>
    public static string[] Words(string text)
    {
        var sink = new TermList();
        Run(text, ref sink, stem: false);
        return [.. sink.Terms];
    }

    /// <summary>
    /// Tokens separated by single blanks, made of letters and digits only: a full-text index with
    /// <c>unicode61 remove_diacritics 0</c> keeps each as exactly one token at the same position.
    /// </summary>
    public static string ForIndex(string text)
    {
        var sink = new Joined(text.Length);
        Run(text, ref sink, stem: true);
        return sink.Finish();
    }

    /// <summary>Whether anything in the text can be searched for at all.</summary>
    public static bool HasTokens(string text)
    {
        var sink = new Counter();
        Run(text, ref sink, stem: false);
        return sink.Count > 0;
    }

    internal static void Run<TSink>(ReadOnlySpan<char> text, ref TSink sink, bool stem = true)
        where TSink : struct, ITokenSink
    {
        Span<char> buffer = stackalloc char[LongestToken];
        var i = 0;
        while (i < text.Length)
        {
            var (kind, length) = KindAt(text, i);
            i = kind switch
            {
                CharacterKind.Separator or CharacterKind.Ignored => i + length,
                CharacterKind.Cjk => Bigrams(text, i, ref sink),
                _ => Word(text, i, buffer, stem, ref sink),
            };
        }
    }

    private static (CharacterKind Kind, int Length) KindAt(ReadOnlySpan<char> text, int i)
    {
        var kind = Characters.KindOf(text[i]);
        if (kind != CharacterKind.Surrogate)
            return (kind, 1);
        return Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done
            ? (Characters.Classify(rune).Kind, length)
            : (CharacterKind.Separator, 1);
    }

    private static int Bigrams<TSink>(ReadOnlySpan<char> text, int i, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        Span<char> pair = stackalloc char[4];
        var (previousStart, previousLength, count) = (i, 0, 0);
        while (i < text.Length)
        {
            var (kind, length) = KindAt(text, i);
            if (kind == CharacterKind.Ignored)
            {
                i++;
                continue;
            }

            if (kind != CharacterKind.Cjk)
                break;

            if (length == 1)
                pair[previousLength] = Characters.Fold(text[i]);
            else
                text.Slice(i, length).CopyTo(pair[previousLength..]);
            if (count > 0)
                sink.Add(pair[..(previousLength + length)], previousStart, i + length - previousStart);

            pair.Slice(previousLength, length).CopyTo(pair);
            (previousStart, previousLength) = (i, length);
            i += length;
            count++;
        }

        if (count == 1)
            sink.Add(pair[..previousLength], previousStart, previousLength);
        return i;
    }

    private static int Word<TSink>(ReadOnlySpan<char> text, int i, Span<char> buffer, bool stem, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var start = i;
        var end = i;
        var used = 0;
        var plain = true; // only a to z so far: can be stemmed
        while (i < text.Length)
        {
            var (kind, length) = KindAt(text, i);
            if (kind == CharacterKind.Ignored)
            {
                i++;
                continue;
            }

            if (kind is CharacterKind.Separator or CharacterKind.Cjk || used + 2 * length > LongestToken - 2)
                break;

            // "GPT4" is "GPT-4"; a single letter keeps its number ("T5", "G2LoRA").
            if (kind == CharacterKind.Digit && plain && used > 1)
                break;

            if (kind == CharacterKind.Several)
            {
                var expansion = Characters.Expand(text[i]);
                if (used + expansion.Length > LongestToken - 2)
                    break;
                foreach (var letter in expansion)
                    Append(letter, buffer, ref used, ref plain);
            }
            else if (length == 1)
            {
                Append(Characters.Fold(text[i]), buffer, ref used, ref plain);
            }
            else
            {
                _ = Rune.DecodeFromUtf16(text[i..], out var rune, out _);
                foreach (var letter in Characters.Classify(rune).Folded)
                    Append(letter, buffer, ref used, ref plain);
            }

            i += length;
            end = i;
        }

        // An expansion longer than the room left in an empty buffer cannot be: the longest has 18 letters.
        if (used == 1 && plain && ProgrammingLanguage(text, i, buffer, ref used) is var signs and > 0)
            i = end += signs;
        else if (stem && plain && used > 2)
            used = Stemmer.Stem(buffer[..used]);
        sink.Add(buffer[..used], start, end - start);
        return SkipPossessive(text, i);
    }

    private static void Append(char letter, Span<char> buffer, ref int used, ref bool plain)
    {
        plain &= char.IsAsciiLetterLower(letter);
        buffer[used++] = letter;
    }

    /// <summary><c>c++</c> is <c>cpp</c> and <c>c#</c> is <c>csharp</c>, as they are also written, and neither is <c>c</c>.</summary>
    private static int ProgrammingLanguage(ReadOnlySpan<char> text, int i, Span<char> buffer, ref int used)
    {
        var (signs, name) = text[i..] switch
        {
            ['+', '+', ..] => (2, "pp"),
            ['#', ..] => (1, "sharp"),
            _ => (0, ""),
        };
        if (signs == 0 || (i + signs < text.Length && char.IsLetter(text[i + signs])))
            return 0;
        name.CopyTo(buffer[used..]);
        used += name.Length;
        return signs;
    }

    /// <summary>The <c>'s</c> of <c>Alzheimer's</c> is no token.</summary>
    private static int SkipPossessive(ReadOnlySpan<char> text, int i) =>
        text[i..] is ['\'' or '’', 's' or 'S', ..] && (i + 2 == text.Length || !char.IsLetterOrDigit(text[i + 2])) ? i + 2 : i;

    private struct Counter : ITokenSink
    {
        public int Count { get; private set; }

        public void Add(ReadOnlySpan<char> text, int start, int length) => Count++;
    }

    private readonly struct TokenList() : ITokenSink
    {
        public List<Token> Tokens { get; } = [];

        public void Add(ReadOnlySpan<char> text, int start, int length) => Tokens.Add(new Token(text.ToString(), Tokens.Count, start, length));
    }

    private readonly struct TermList() : ITokenSink
    {
        public List<string> Terms { get; } = [];

        public void Add(ReadOnlySpan<char> text, int start, int length) => Terms.Add(text.ToString());
    }

    private readonly struct Joined(int capacity) : ITokenSink
    {
        private readonly StringBuilder text = new(capacity + 16);

        public void Add(ReadOnlySpan<char> token, int start, int length) => text.Append(token).Append(' ');

        public string Finish() => text.Length == 0 ? "" : text.ToString(0, text.Length - 1);
    }
}
