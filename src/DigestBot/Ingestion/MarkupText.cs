using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace DigestBot.Ingestion;

/// <summary>Text with the markup of HTML or JATS in it, as publishers put it into titles and abstracts. Signs that are no markup (<c>a &lt; b</c>, <c>&lt;head&gt;</c>) stay.</summary>
internal static partial class MarkupText
{
    /// <summary>A title or name: without inline formatting, entities as characters.</summary>
    public static string Line(string text)
    {
        for (var pass = 0; pass < 2 && text.AsSpan().IndexOfAny('<', '&') >= 0; pass++)
            text = Decoded(text.Contains('<', StringComparison.Ordinal) ? Tag().Replace(text, Paired(text, " ")) : text);
        return text;
    }

    /// <summary>An abstract: paragraphs parted by empty lines.</summary>
    public static string Prose(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '&') < 0)
            return text;
        text = text.Contains('<', StringComparison.Ordinal) ? Tag().Replace(Heading().Replace(WithoutSummaries(text), ""), Paired(text, "\n\n")) : text;
        return Decoded(text).Replace('\u00A0', ' ').Trim();
    }

    /// <summary>Only what is opened as often as closed is markup, and line breaks.</summary>
    private static MatchEvaluator Paired(string text, string block)
    {
        var open = new Dictionary<string, (int Opened, int Closed)>(StringComparer.OrdinalIgnoreCase);
        foreach (Match tag in Tag().Matches(text))
        {
            var (opened, closed) = open.GetValueOrDefault(tag.Groups["name"].Value);
            open[tag.Groups["name"].Value] = tag.ValueSpan[1] == '/' ? (opened, closed + 1) : (opened + 1, closed);
        }

        return tag =>
        {
            var name = tag.Groups["name"].Value;
            var (opened, closed) = open.GetValueOrDefault(name);
            if (name is "br" or "BR" || tag.ValueSpan.EndsWith("/>"))
                return block;
            return closed == 0 || opened != closed ? tag.Value : tag.Groups["block"].Success ? block : "";
        };
    }

    private static string WithoutSummaries(string text)
    {
        if (!text.Contains("<summary>", StringComparison.OrdinalIgnoreCase))
            return text;
        var kept = new StringBuilder(text.Length);
        var done = 0;
        while (text.IndexOf("<summary>", done, StringComparison.OrdinalIgnoreCase) is >= 0 and var start && text.IndexOf("</summary>", start, StringComparison.OrdinalIgnoreCase) is > 0 and var end)
        {
            kept.Append(text, done, start - done);
            done = end + "</summary>".Length;
        }

        return kept.Append(text, done, text.Length - done).ToString();
    }

    private static string Decoded(string text) => text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;

    [GeneratedRegex(
        """
        </?(?<name>i|b|em|strong|sub|sup|span|u|tt|small|big|font|scp|sc|a|br|italic|bold|monospace|inline-formula|tex-math|math|m(?:row|i|n|o|sub|sup|text|frac|stretchy)|ml?:[a-z]{1,20}|mml:[a-z]{1,20}
          |jats:(?:italic|bold|sub|sup|sc|monospace|inline-formula|tex-math|alternatives|ext-link|xref)
          |(?<block>p|div|li|ul|ol|h[1-6]|section|sec|details|summary|abstract|AbstractText|blockquote|jats:[a-z]{1,20}))
        (?:\s[^<>]{0,300})?/?>
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tag();

    // "<jats:title>Abstract</jats:title>" says what is known.
    [GeneratedRegex(@"<(?:jats:)?(?:title|h[1-6]|strong)>\s*(?:Abstract|Summary|ABSTRACT)[.:]?\s*</(?:jats:)?(?:title|h[1-6]|strong)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();
}
