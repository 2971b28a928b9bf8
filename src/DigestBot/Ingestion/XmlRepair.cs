using System.Net;
using System.Text;

namespace DigestBot.Ingestion;

/// <summary>Mends the ampersands of XML: HTML's entities, which XML does not know, and bare ones. CDATA and comments stay as they are.</summary>
internal static class XmlRepair
{
    private const int LongestEntity = 32;

    /// <param name="lines">Lines with something mended, counted from 1, in order.</param>
    public static string Entities(string xml, out IReadOnlyList<int> lines)
    {
        var mended = new List<int>();
        lines = mended;
        var text = new StringBuilder(xml.Length + 64);
        var (done, line, counted) = (0, 1, 0);
        for (var at = Next(xml, 0); at >= 0; at = Next(xml, at))
        {
            if (xml[at] == '<')
            {
                at = Behind(xml, at);
                continue;
            }

            var entity = Entity(xml.AsSpan(at));
            if (Instead(entity) is { } instead)
            {
                text.Append(xml, done, at - done).Append(instead);
                done = at + Math.Max(entity.Length, 1);
                line += xml.AsSpan(counted..at).Count('\n');
                counted = at;
                if (mended.Count == 0 || mended[^1] != line)
                    mended.Add(line);
            }

            at += Math.Max(entity.Length, 1);
        }

        return mended.Count == 0 ? xml : text.Append(xml, done, xml.Length - done).ToString();
    }

    /// <summary>The next ampersand, CDATA section or comment.</summary>
    private static int Next(string xml, int from)
    {
        while (from < xml.Length)
        {
            var at = xml.AsSpan(from).IndexOfAny('&', '<');
            if (at < 0)
                return -1;
            at += from;
            if (xml[at] == '&' || (at + 1 < xml.Length && xml[at + 1] == '!'))
                return at;
            from = at + 1;
        }

        return -1;
    }

    /// <summary>Behind a CDATA section or a comment; one that does not end ends the text.</summary>
    private static int Behind(string xml, int at)
    {
        var rest = xml.AsSpan(at);
        var (end, length) = rest.StartsWith("<![CDATA[") ? (rest.IndexOf("]]>"), 3) : rest.StartsWith("<!--") ? (rest.IndexOf("-->"), 3) : (0, 2);
        return end < 0 ? xml.Length : at + end + length;
    }

    /// <summary>From the ampersand to its semicolon; empty for a bare one.</summary>
    private static ReadOnlySpan<char> Entity(ReadOnlySpan<char> text)
    {
        var window = text[1..Math.Min(text.Length, LongestEntity)];
        var end = window.IndexOfAnyExcept(Letters);
        return end > 0 && window[end] == ';' ? text[..(end + 2)] : default;
    }

    private static string? Instead(ReadOnlySpan<char> entity)
    {
        if (entity.IsEmpty)
            return "&amp;";
        if (entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;")
            return null;
        if (entity[1] == '#')
            return null;
        var decoded = WebUtility.HtmlDecode(entity.ToString());
        return decoded.Length < entity.Length && decoded is not ("&" or "<") ? decoded : "&amp;" + entity[1..].ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
