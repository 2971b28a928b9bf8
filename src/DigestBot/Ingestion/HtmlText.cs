using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace DigestBot.Ingestion;

/// <summary>The text of HTML, paragraphs on lines of their own. Parsed, never rendered; nothing is loaded.</summary>
internal static class HtmlText
{
    private const int MostNested = 300;

    /// <summary>Null where the nesting is an attack rather than a page.</summary>
    public static IDocument? Document(string html) => IsTooDeep(html) ? null : new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(html);

    public static string Of(string html) => Document(html)?.Body is { } body ? Of(body) : html;

    public static string Of(IElement element)
    {
        var lines = element.QuerySelectorAll("p, li, div, br").Length == 0
            ? [element.TextContent]
            : element.Descendants<IText>().GroupBy(text => text.ParentElement?.Closest("p, li, div")).Select(group => string.Concat(group.Select(text => text.Data)));
        return string.Join('\n', lines.Select(Folded.White).Where(line => line.Length > 0));
    }

    /// <summary>Unclosed elements nest; a parser that follows them a hundred thousand deep costs a stack.</summary>
    private static bool IsTooDeep(string html)
    {
        var open = 0;
        var deepest = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] == '/')
                open = Math.Max(0, open - 1);
            else if (char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1)))
                deepest = Math.Max(deepest, ++open);
        }

        return deepest > MostNested;
    }

    // Elements that are never closed, and those that pages often leave open.
    private static readonly string[] Voids = ["br", "hr", "img", "input", "link", "meta", "source", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option"];

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        foreach (var name in Voids)
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (tag.Length == name.Length || !char.IsAsciiLetterOrDigit(tag[name.Length])))
                return true;
        }

        return false;
    }
}
