using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>The first sentence or sentences of a TL;DR or an abstract, English or Chinese, cut at a word where it is too long.</summary>
public static partial class OneSentence
{
    public const int MostCharacters = 280;
    private const string Ellipsis = "…";
    private const string Closers = "\"'”’)]）】」』*";

    // No sentence ends here.
    private static readonly HashSet<string> Never = new(StringComparer.OrdinalIgnoreCase)
    {
        "e.g", "i.e", "vs", "cf", "resp", "approx", "w.r.t", "a.k.a", "i.i.d", "s.t", "viz", "ca", "incl", "dr", "prof", "mr", "mrs", "ms", "st",
    };

    // One may end here, if a capital follows: "Fig. 2", "Eq. (3)" and "et al. (2020)" go on.
    private static readonly HashSet<string> BeforeCapital = new(StringComparer.OrdinalIgnoreCase)
    {
        "al", "etc", "fig", "figs", "eq", "eqs", "sec", "art", "tab", "ref", "refs", "no", "vol", "ch", "thm", "pp", "jr", "inc", "dept", "univ",
    };

    // A structured abstract's "Objective." says nothing alone.
    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "abstract", "aim", "aims", "background", "context", "goal", "importance", "introduction", "motivation", "objective", "objectives", "problem", "purpose", "summary",
    };

    public static string Of(string? text) => Of(text, sentences: 1, MostCharacters);

    public static string Of(string? text, int sentences, int mostCharacters)
    {
        var line = Blanks().Replace(text ?? "", " ").Trim();
        var end = 0;
        for (var i = 0; i < sentences && end < line.Length; i++)
        {
            var start = end;
            end = EndOfSentence(line, start);
            if (Labels.Contains(line[start..end].Trim(' ', '.', '[', ']', '(', ')')))
                end = EndOfSentence(line, end);
        }

        return Cut(line[..end].Trim(), mostCharacters);
    }

    internal static IEnumerable<string> All(string? text)
    {
        var line = Blanks().Replace(text ?? "", " ").Trim();
        for (int start = 0, end; start < line.Length; start = end)
        {
            end = EndOfSentence(line, start);
            yield return line[start..end].Trim();
        }
    }

    private static int EndOfSentence(string text, int start)
    {
        var inMath = false;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    continue;
                case '$':
                    // A price, or a lone sign, opens nothing.
                    inMath = !inMath && text.IndexOf('$', i + 1) is var close and > 0 && close - i <= 200;
                    continue;
                case '。' or '！' or '？':
                case '.' or '!' or '?' when !inMath && EndsHere(text, i, start):
                    var end = i + 1;
                    while (end < text.Length && (Closers.Contains(text[end]) || text[end] is '。' or '！' or '？' or '!' or '?'))
                        end++;
                    return end;
            }
        }

        return text.Length;
    }

    private static bool EndsHere(string text, int at, int start)
    {
        var next = at + 1;
        while (next < text.Length && Closers.Contains(text[next]))
            next++;
        if (next == text.Length)
            return true;
        if (text[next] != ' ')
            return text[at] == '.' ? IsEastAsian(text[next]) && !char.IsAsciiDigit(text[next]) : !char.IsLetterOrDigit(text[next]) && !"/=&,;:.".Contains(text[next]);
        if (text[at] != '.')
            return next + 1 >= text.Length || !char.IsLower(text[next + 1]);

        var following = next + 1 < text.Length ? text[next + 1] : ' ';
        if (char.IsLower(following))
            return false;
        var wordAt = Math.Max(start, text.LastIndexOf(' ', at) + 1);
        var word = text[wordAt..at].TrimStart('(', '[', '"', '“', '‘', '\'');
        // "J. K. Rowling", "U.S. Congress".
        if (word.Length > 0 && word.Split('.').All(part => part.Length == 1 && char.IsAsciiLetterUpper(part[0])))
            return false;
        // "1." at the start is a list's number.
        if (wordAt == start && word.All(char.IsAsciiDigit))
            return false;
        return !Never.Contains(word) && (char.IsUpper(following) || !BeforeCapital.Contains(word));
    }

    private static string Cut(string text, int most)
    {
        var elements = new StringInfo(text);
        if (elements.LengthInTextElements <= most)
            return text;

        var cut = elements.SubstringByTextElements(0, most - 1);
        // A word boundary in English; Chinese has none and is cut where it is.
        var blank = cut.LastIndexOf(' ');
        if (blank > cut.Length * 2 / 3 && !IsEastAsian(cut[^1]))
            cut = cut[..blank];
        if (cut.Count(c => c == '$') % 2 == 1 && cut.LastIndexOf('$') is > 0 and var dollar)
            cut = cut[..dollar];
        return cut.TrimEnd(' ', ',', ';', ':', '，', '；', '：', '、', '-') + Ellipsis;
    }

    private static bool IsEastAsian(char c) => c is (>= '\u2E80' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
