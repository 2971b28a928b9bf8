using System.Xml.Linq;
using System.Xml;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>RSS 2.0, RSS 1.0 and Atom feeds: arXiv's announcements, arXiv's API, and others. A broken feed gives the items that are whole.</summary>
internal sealed class FeedFormat : IDigestFormat
{
    private const int Start = 4_096;
    private const int MostNested = 300;

    // What a piece cut out of a feed needs to be XML by itself.
    private const string Wrap =
        "<x xmlns:arxiv=\"a\" xmlns:dc=\"d\" xmlns:atom=\"t\" xmlns:content=\"c\" xmlns:media=\"m\" xmlns:rdf=\"r\" xmlns:opensearch=\"o\" xmlns:sy=\"s\" xmlns:taxo=\"x\">";

    public string Name => "feed";

    public int Confidence(DigestText text)
    {
        var head = text.Head(Start).TrimStart();
        if (head.IsEmpty || head[0] != '<')
            return 0;
        return head.Contains("<rss", StringComparison.Ordinal) || head.Contains("<rdf:RDF", StringComparison.Ordinal) || head.Contains("http://www.w3.org/2005/Atom", StringComparison.Ordinal)
            ? 100
            : head.Contains("<feed", StringComparison.Ordinal) || head.Contains("<channel", StringComparison.Ordinal) || head.StartsWith("<item") || head.StartsWith("<entry") ? 70 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        if (IsTooDeep(text.Whole.TrimStart()))
        {
            var list = new DraftList();
            list.Reject(0, nameof(Strings.Note_TooNested));
            return list.ToDigest(Name);
        }

        try
        {
            return Whole(text.Whole);
        }
        catch (XmlException exception)
        {
            return Pieces(text.Whole, exception.LineNumber, exception.Message);
        }
    }

    private ParsedDigest Whole(string text)
    {
        var list = new DraftList();
        DateOnly? feedDay = null, newest = null;
        using var reader = Reader(text.TrimStart());
        reader.MoveToContent();
        var more = reader.Read();
        while (more && !reader.EOF)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                more = reader.Read();
                continue;
            }

            switch (reader.LocalName)
            {
                case "item" or "entry":
                    var line = ((IXmlLineInfo)reader).LineNumber;
                    var item = (XElement)XNode.ReadFrom(reader);
                    var read = FeedItem.Read(item, line);
                    newest = Later(newest, read.Day);
                    list.Add(read.Draft);
                    break;
                case "pubDate" or "lastBuildDate" or "updated" or "date":
                    var stated = DayText.Find(reader.ReadElementContentAsString());
                    feedDay ??= stated;
                    break;
                // Only containers are entered.
                case "channel":
                    more = reader.Read();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return list.ToDigest(Name, newest ?? feedDay);
    }

    private ParsedDigest Pieces(string text, int errorLine, string error)
    {
        var list = new DraftList();
        DateOnly? newest = null;
        var (line, counted) = (1, 0);
        var at = Next(text, 0);
        while (at >= 0)
        {
            line += text.AsSpan(counted..at).Count('\n');
            counted = at;
            var next = Next(text, at + 1);
            var piece = text.AsSpan(at, (next < 0 ? text.Length : next) - at);
            var end = Math.Max(End(piece, "</item>"), End(piece, "</entry>"));
            try
            {
                if (end < 0)
                    throw new XmlException("it has no end");
                var xml = string.Concat(Wrap, piece[..end], "</x>");
                if (IsTooDeep(xml))
                    throw new XmlException("it is nested too deep");
                using var reader = Reader(xml);
                var read = FeedItem.Read(XElement.Load(reader).Elements().First(), line);
                newest = Later(newest, read.Day);
                list.Add(read.Draft);
            }
            catch (XmlException exception)
            {
                list.Reject(line, nameof(Strings.Note_DamagedItem), LineNote.Excerpt(exception.Message));
            }

            at = next;
        }

        list.Notes.Add(new LineNote(errorLine, new Remark(nameof(Strings.Note_DamagedFeed), LineNote.Excerpt(error))));
        return list.ToDigest(Name, newest);
    }

    /// <summary>A tree so deep costs more than its size to build; going through it does not.</summary>
    private static bool IsTooDeep(string xml)
    {
        try
        {
            using var reader = Reader(xml);
            while (reader.Read())
            {
                if (reader.Depth > MostNested)
                    return true;
            }
        }
        catch (XmlException)
        {
            // What is wrong is told by whoever reads it.
        }

        return false;
    }

    private static int Next(string text, int from)
    {
        while (from < text.Length)
        {
            var at = text.IndexOf('<', from);
            if (at < 0)
                return -1;
            var rest = text.AsSpan(at + 1);
            var length = rest.StartsWith("item") ? 4 : rest.StartsWith("entry") ? 5 : 0;
            if (length > 0 && rest.Length > length && (rest[length] == '>' || char.IsWhiteSpace(rest[length])))
                return at;
            from = at + 1;
        }

        return -1;
    }

    private static int End(ReadOnlySpan<char> piece, string tag) => piece.IndexOf(tag) is >= 0 and var at ? at + tag.Length : -1;

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });
}
