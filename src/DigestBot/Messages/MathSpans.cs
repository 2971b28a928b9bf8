using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>
/// Hides LaTeX (<c>$…$</c>, <c>$$…$$</c>, <c>\(…\)</c>, <c>\[…\]</c>) from a Markdown parser and puts it back: its underscores, asterisks and
/// backslashes are no Markdown. Pandoc's rules: a price (<c>$5 and $10</c>) is no formula.
/// </summary>
/// <param name="counts">Which formulas are hidden; all, where it is not given.</param>
internal sealed partial class MathSpans(Func<string, bool>? counts = null)
{
    // Private use characters: letters to Markdown's emphasis rules; those of the text itself are dropped first.
    private const char Open = '\uE000';
    private const char Close = '\uE001';
    private readonly List<string> spans = [];

    public string Hide(string text)
    {
        var clean = text.Replace($"{Open}", "", StringComparison.Ordinal).Replace($"{Close}", "", StringComparison.Ordinal);
        return Span().Replace(clean, match =>
        {
            if (counts?.Invoke(match.Value) is false)
                return match.Value;
            spans.Add(match.Value);
            return $"{Open}{spans.Count - 1}{Close}";
        });
    }

    public string Restore(string text) => Restore(text, span => span);

    /// <param name="text">With hidden formulas.</param>
    /// <param name="shown">How each is shown.</param>
    public string Restore(string text, Func<string, string> shown) =>
        text.Contains(Open) ? Token().Replace(text, match => shown(spans[int.Parse(match.ValueSpan[1..^1])])) : text;

    // Atomic, and a span holds no second opening: 64 kB of "\(" took seconds.
    [GeneratedRegex(
        """
        (?<!\\)\$\$(?>(?:\\.|[^$`\\]){1,2000})\$\$
        | (?<![\\$])\$\\[a-zA-Z]{1,20}\$
        | (?<![\\$])\$(?=[^\s$])(?>(?:\\.|[^$`\\\n]|\n(?!\s*\n)){1,1000})(?<=\S)\$(?!\d)
        | \\\((?>(?:(?!\\[()]|\n\s*\n)[^`]){1,1000})\\\)
        | \\\[(?>(?:(?!\\[\[\]]|\n\s*\n)[^`]){1,1000})\\\]
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Span();

    [GeneratedRegex("\uE000[0-9]+\uE001")]
    private static partial Regex Token();
}
