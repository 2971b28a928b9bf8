using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>The line an entry of the daily Markdown starts with: <c>### [12] [TITLE](URL)</c>, TITLE reaching to the last <c>](</c>.</summary>
internal sealed record DailyMarkdownHead(string Title, string Url, ArxivId? ArxivId, int? Version)
{
    private const string Mark = "### ";

    /// <summary>True for every line that can only be meant as an entry; a plain <c>### heading</c> may be part of a summary.</summary>
    public static bool IsMeant(ReadOnlySpan<char> line) => line.StartsWith(Mark) && line.Contains('[');

    public static bool IsHeading(ReadOnlySpan<char> line) => line.StartsWith(Mark);

    /// <summary>True where a title was broken over two lines (seen where <c>\nu</c> lost its backslash) and this is the second.</summary>
    public static bool IsSecondHalf(ReadOnlySpan<char> line) =>
        line.Length > 0 && line[0] is not ('#' or '*') && line.TrimEnd().EndsWith(')') && line.IndexOf("](http") >= 0;

    /// <summary>Reads the line, or names the text that says why it cannot be read and what to do.</summary>
    public static DailyMarkdownHead? Read(ReadOnlySpan<char> line, out string reason)
    {
        var text = SkipIndex(line[Mark.Length..].Trim());
        var link = text.LastIndexOf("](");
        if (text.IsEmpty || text[0] != '[' || link < 0)
        {
            reason = nameof(Strings.Note_HeadNoLink);
            return null;
        }

        if (text[^1] != ')')
        {
            reason = nameof(Strings.Note_HeadCutOff);
            return null;
        }

        var title = Folded.White(text[1..link].ToString());
        var url = text[(link + 2)..^1].Trim().ToString();
        if (Papers.ArxivId.TryParse(url.Length <= LongestUrl ? url : null, out var id, out var version))
        {
            reason = "";
            return new DailyMarkdownHead(title, url, id, version);
        }

        if (title.Length > 0 && url.Length <= LongestUrl && IsWebLink(url))
        {
            reason = "";
            return new DailyMarkdownHead(title, url, null, null);
        }

        reason = title.Length > 0
            ? nameof(Strings.Note_HeadBadLink)
            : nameof(Strings.Note_HeadNothing);
        return null;
    }

    public static bool IsWebLink(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private const int LongestUrl = 2_000;

    private static ReadOnlySpan<char> SkipIndex(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[')
            return text;
        var end = text.IndexOf(']');
        var isIndex = end > 1 && end <= 10 && text[1..end].IndexOfAnyExceptInRange('0', '9') < 0;
        // "[7](url)" has no second bracket: the number is the title.
        var rest = isIndex ? text[(end + 1)..].TrimStart() : default;
        return rest.IsEmpty || rest[0] == '(' ? text : rest;
    }
}
