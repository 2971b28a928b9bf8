using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace DigestBot.Ingestion;

/// <summary>The text of HTML, paragraphs on lines of their own. Parsed, never rendered; nothing is loaded.</summary>
internal static class HtmlText
{
    private const int MostNested = 300;
    private const int LongestTag = 40;

    /// <summary>Null where the nesting is an attack rather than a page.</summary>
    public static IDocument? Document(string html) => IsTooDeep(html) ? null : new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }).ParseDocument(html);

    /// <summary>The day its heading or title names.</summary>
    public static DateOnly? DayOf(IDocument document) => DayText.Find(document.QuerySelector("h1")?.TextContent) ?? DayText.Find(document.Title);

    public static string Of(string html) => Document(html)?.Body is { } body ? Of(body) : html;

    public static string Of(IElement element)
    {
        var lines = element.QuerySelectorAll("p, li, div, br").Length == 0
            ? [element.TextContent]
            : element.Descendants<IText>().GroupBy(text => text.ParentElement?.Closest("p, li, div")).Select(group => string.Concat(group.Select(text => text.Data)));
        return string.Join('\n', lines.Select(Folded.White).Where(line => line.Length > 0));
    }

    /// <summary>
    /// Unclosed elements nest; a parser that follows them a hundred thousand deep costs a stack, and one that looks through all that are open at each tag
    /// costs hours. Only an end tag of an element that is open closes it, and what is inside.
    /// </summary>
    private static bool IsTooDeep(string html)
    {
        var open = new List<Range>(MostNested);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            var isEnd = html[at + 1] == '/';
            var name = Name(html, isEnd ? at + 2 : at + 1);
            if (name.Start.Equals(name.End) || IsVoid(html.AsSpan()[name]))
                continue;
            if (isEnd)
            {
                var opened = open.FindLastIndex(other => html.AsSpan()[other].Equals(html.AsSpan()[name], StringComparison.OrdinalIgnoreCase));
                if (opened >= 0)
                    open.RemoveRange(opened, open.Count - opened);
            }
            else
            {
                open.Add(name);
                if (open.Count > MostNested)
                    return true;
            }
        }

        return false;
    }

    private static Range Name(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < LongestTag && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return start..end;
    }

    // Elements that are never closed, and those that pages often leave open.
    private static readonly string[] Voids = ["br", "hr", "img", "input", "link", "meta", "source", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option"];

    private static bool IsVoid(ReadOnlySpan<char> tag)
    {
        foreach (var name in Voids)
        {
            if (tag.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
