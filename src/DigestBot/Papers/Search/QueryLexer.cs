using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace DigestBot.Papers.Search;

internal enum LexemeKind
{
    Word,
    Phrase,
    Comma,

    /// <summary>Punctuation on its own, or words another parser took: what stands on its two sides does not belong together.</summary>
    Gap,
}

/// <summary>
/// A piece of a command. <c>Start</c> and <c>End</c> enclose all of it (sign, prefix, quotes) in the normalised text;
/// <c>Prefix</c> is the canonical one (<c>by</c> for <c>au:</c> and <c>作者:</c>).
/// </summary>
internal readonly record struct Lexeme(LexemeKind Kind, string Text, int Start, int End)
{
    public bool Negated { get; init; }

    /// <summary><c>+word</c>: must be there, as if quoted.</summary>
    public bool Required { get; init; }
    public string? Prefix { get; init; }

    /// <summary>A word without sign, prefix or quotes: the only kind that can be a schedule or a date.</summary>
    public bool IsBare => Kind == LexemeKind.Word && !Negated && !Required && Prefix is null;
}

/// <summary>The normalised text and its pieces.</summary>
internal sealed record LexedText(string Text, IReadOnlyList<Lexeme> Lexemes)
{
    /// <summary>The whole text with one stretch replaced: what to type instead.</summary>
    public string With(int start, int end, string replacement) => string.Concat(Text.AsSpan(0, start), replacement, Text.AsSpan(end));
}

/// <summary>Cuts a typed text into words, phrases and commas, once: full-width and curly punctuation first becomes ASCII.</summary>
internal static class QueryLexer
{
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["ti"] = "ti", ["title"] = "ti", ["标题"] = "ti", ["题目"] = "ti",
        ["au"] = "by", ["by"] = "by", ["author"] = "by", ["作者"] = "by",
        ["cat"] = "cat", ["category"] = "cat", ["分类"] = "cat", ["类别"] = "cat",
        ["id"] = "id", ["编号"] = "id",
        ["since"] = "since", ["自"] = "since", ["起"] = "since", ["从"] = "since",
        ["before"] = "before", ["之前"] = "before", ["早于"] = "before",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Blanks for control characters, ASCII for full-width forms, quotes and dashes; invisible characters and halves of pairs go.</summary>
    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            c = Plain(c);
            if (c == '\0' || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                continue;
            result.Append(char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : c);
        }

        return result.ToString().Trim();
    }

    public static LexedText Lex(string text, out Mistake? mistake)
    {
        var source = Normalise(text);
        var lexemes = new List<Lexeme>();
        mistake = null;
        var i = 0;
        while (i < source.Length)
        {
            if (source[i] == ' ')
            {
                i++;
                continue;
            }

            if (source[i] is ',' or ';')
            {
                lexemes.Add(new Lexeme(LexemeKind.Comma, ",", i, ++i));
                continue;
            }

            var piece = Piece(source, i, out mistake);
            if (mistake is not null)
                break;
            if (piece is { Kind: LexemeKind.Word, Prefix: null } && !TextAnalyzer.HasTokens(piece.Text))
                piece = new Lexeme(LexemeKind.Gap, "", piece.Start, piece.End);
            lexemes.Add(piece);
            i = piece.End;
        }

        return new LexedText(source, lexemes);
    }

    private static Lexeme Piece(string source, int start, out Mistake? mistake)
    {
        mistake = null;
        var i = start;
        var (negated, required) = (false, false);
        while (i < source.Length && source[i] is '-' or '+' or '(' or '[' or '{' or '（' or '【')
        {
            negated |= source[i] == '-';
            required |= source[i] == '+';
            i++;
        }

        var prefix = PrefixAt(source, i, out var afterPrefix);
        if (prefix is not null)
        {
            i = afterPrefix;
            while (i < source.Length && source[i] == ' ')
                i++;

            // "by: ti:x", "by: -x" and "by: , x" have no author: a piece of its own begins there.
            if (i > afterPrefix && i < source.Length && (source[i] is '-' or ',' || PrefixAt(source, i, out _) is not null))
                i = afterPrefix;
        }

        if (i < source.Length && source[i] == '"')
        {
            var close = source.IndexOf('"', i + 1);
            if (close < 0)
            {
                mistake = new UnclosedQuote { Corrected = Close(source, i) };
                return default;
            }

            var phrase = string.Join(' ', source[(i + 1)..close].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            var kind = phrase.Length == 0 && prefix is null ? LexemeKind.Gap : LexemeKind.Phrase;
            return new Lexeme(kind, phrase, start, close + 1) { Negated = negated, Prefix = prefix };
        }

        var end = i;
        while (end < source.Length && source[end] is not (' ' or '"' or ';') && !(source[end] == ',' && !InsideNumber(source, end)))
            end++;
        return new Lexeme(LexemeKind.Word, Trim(source[i..end]), start, Math.Max(end, i)) { Negated = negated, Required = required && !negated, Prefix = prefix };
    }

    private static string? PrefixAt(string source, int i, out int after)
    {
        after = source.IndexOf(':', i, Math.Min(10, source.Length - i)) + 1;
        return after > 0 && Prefixes.TryGetValue(source[i..(after - 1)], out var canonical) ? canonical : null;
    }

    /// <summary>A quote after a word is a stray one and goes; one before a word is closed where the next piece that is no plain word begins.</summary>
    private static string Close(string source, int quote)
    {
        if (quote + 1 >= source.Length || (quote > 0 && source[quote + 1] == ' ' && source[quote - 1] is not (' ' or ':' or '-')))
            return source.Remove(quote, 1).TrimEnd();

        var end = quote + 1;
        while (end < source.Length && source[end] != ',')
        {
            if (source[end] == ' ' && end + 1 < source.Length && (source[end + 1] == '-' || PrefixAt(source, end + 1, out _) is not null || IsCategoryAt(source, end + 1)))
                break;
            end++;
        }

        return source[..end].TrimEnd() + '"' + source[end..];
    }

    /// <summary>A code with its dot: no phrase goes on with <c>cs.LG</c>.</summary>
    private static bool IsCategoryAt(string source, int start)
    {
        var end = source.IndexOf(' ', start);
        var word = source[start..(end < 0 ? source.Length : end)];
        return word.Contains('.') && ArxivCategories.TryFind(word, out _);
    }

    /// <summary><c>1,000</c> is one word.</summary>
    private static bool InsideNumber(string source, int comma)
    {
        var before = comma;
        while (before > 0 && comma - before < 4 && char.IsAsciiDigit(source[before - 1]))
            before--;
        var after = comma + 1;
        while (after < source.Length && after - comma < 5 && char.IsAsciiDigit(source[after]))
            after++;
        return comma - before is >= 1 and <= 3 && after - comma == 4 && (before == 0 || source[before - 1] != '.');
    }

    /// <summary>Drops a sentence's full stop and brackets around the word, but not those inside it.</summary>
    private static string Trim(string word)
    {
        var text = word.AsSpan();
        while (true)
        {
            var before = text.Length;
            if (text is [.., '.' or ';' or '!' or '?' or ':' or '。' or '；' or '！' or '？'])
                text = text[..^1];
            if (text is ['(' or '[' or '{' or '（' or '【', ..] && (text[^1] is ')' or ']' or '}' or '）' or '】' || text.IndexOfAny(")]}") < 0))
                text = text[1..];
            if (text is [.., ')' or ']' or '}' or '）' or '】'] && text.IndexOfAny("([{") < 0)
                text = text[..^1];
            if (text.Length == before)
                return text.ToString();
        }
    }

    private static char Plain(char c) => c switch
    {
        '\t' or '\n' or '\r' => ' ',
        < ' ' or '\u007F' => '\0',
        '“' or '”' or '„' or '‟' or '«' or '»' or '「' or '」' or '『' or '』' or '《' or '》' or '〝' or '〞' or '＂' => '"',
        '‘' or '’' or '‛' or '＇' => '\'',
        '、' or '，' or '﹐' or '､' => ',',
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '－' or '﹣' => '-',
        '\u3000' => ' ',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };
}
