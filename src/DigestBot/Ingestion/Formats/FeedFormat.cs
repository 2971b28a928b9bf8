using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>RSS 2.0, RSS 1.0 and Atom feeds: arXiv's announcements, arXiv's API, and others. A broken feed gives the items that are whole.</summary>
internal sealed partial class FeedFormat : IDigestFormat
{
    private const int Start = 4_096;
    private const int MostNested = 300;
    private const int MostPrefixes = 40;

    public string Name => "feed";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        var head = text.Head(Start).TrimStart();
        if (head.IsEmpty || head[0] != '<')
            return 0;
        return head.Contains("<rss", StringComparison.Ordinal) || head.Contains("http://purl.org/rss/", StringComparison.Ordinal) || head.Contains("http://www.w3.org/2005/Atom", StringComparison.Ordinal)
            ? 100
            : head.Contains("<feed", StringComparison.Ordinal) || head.Contains("<channel", StringComparison.Ordinal) || head.StartsWith("<item") || head.StartsWith("<entry") ? 70 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var xml = text.Whole.TrimStart();
        if (IsTooDeep(xml))
            return DraftList.TooNested(Name);
        var start = 1 + text.Whole.AsSpan(0, text.Whole.Length - xml.Length).Count('\n');
        try
        {
            return Whole(xml, start, []);
        }
        catch (XmlException)
        {
            xml = XmlRepair.Entities(xml, out var lines);
            try
            {
                if (lines.Count > 0)
                    return Whole(xml, start, lines);
            }
            catch (XmlException)
            {
                // More is broken than that.
            }

            return Pieces(xml, start, lines);
        }
    }

    /// <param name="xml">Without white space at its start.</param>
    /// <param name="start">The line it starts on, from 1.</param>
    /// <param name="mended">Its lines in which an ampersand was mended.</param>
    private ParsedDigest Whole(string xml, int start, IReadOnlyList<int> mended)
    {
        var list = new DraftList();
        DateOnly? feedDay = null;
        using var reader = Reader(xml);
        reader.MoveToContent();
        Uri? address = Absolute(null, reader.GetAttribute("xml:base"));
        var next = 0;
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
                    Add(list, item, start + line - 1, address, Has(mended, line, ((IXmlLineInfo)reader).LineNumber, ref next));
                    break;
                case "pubDate" or "lastBuildDate" or "updated" or "date":
                    var stated = DayText.OfMoment(reader.ReadElementContentAsString());
                    feedDay ??= stated;
                    break;
                case "link" when reader.Prefix.Length == 0 && reader.GetAttribute("rel") is null or "alternate":
                    var link = (XElement)XNode.ReadFrom(reader);
                    address ??= Absolute(address, (string?)link.Attribute("href") ?? link.Value);
                    break;
                // Only containers are entered.
                case "channel":
                    address = Absolute(address, reader.GetAttribute("xml:base")) ?? address;
                    more = reader.Read();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // The items' own days come first: what a feed says of itself is when it was made.
        return list.ToDigest(Name, list.Entries.Any(entry => entry.Published is not null) ? null : feedDay);
    }

    private static void Add(DraftList list, XElement item, int line, Uri? address, bool mended)
    {
        if (FeedItem.Error(item) is { } error)
        {
            list.Reject(line, nameof(Strings.Note_ServiceError), LineNote.Excerpt(error));
            return;
        }

        var draft = FeedItem.Read(item, line, address);
        if (mended)
            draft.Mended(nameof(Strings.Note_MendedEntities));
        list.Add(draft);
    }

    /// <summary>Whether some of the lines, which are in order, lie between two; asked from the top to the bottom.</summary>
    private static bool Has(IReadOnlyList<int> lines, int first, int last, ref int next)
    {
        while (next < lines.Count && lines[next] < first)
            next++;
        return next < lines.Count && lines[next] <= last;
    }

    private static Uri? Absolute(Uri? address, string? text) =>
        text is not null && Uri.TryCreate(address, text.Trim(), out var absolute) && absolute.IsAbsoluteUri && LinkTarget.IsWeb(absolute.AbsoluteUri) ? absolute : null;

    private ParsedDigest Pieces(string text, int start, IReadOnlyList<int> mended)
    {
        var list = new DraftList();
        var (line, counted) = (1, 0);
        var first = (Line: 0, Error: "");
        var upTo = 0;
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
                var xml = string.Concat(Wrap(piece[..end]), piece[..end], "</x>");
                if (IsTooDeep(xml))
                    throw new XmlException("it is nested too deep");
                using var reader = Reader(xml);
                var last = line + piece[..end].Count('\n');
                Add(list, XElement.Load(reader).Elements().First(), start + line - 1, address: null, Has(mended, line, last, ref upTo));
            }
            catch (XmlException exception)
            {
                first = first.Line == 0 ? (start + line - 1, exception.Message) : first;
                list.Reject(start + line - 1, nameof(Strings.Note_DamagedItem), LineNote.Excerpt(exception.Message));
            }

            at = next;
        }

        list.Notes.Add(new LineNote(first.Line, new Remark(nameof(Strings.Note_DamagedFeed), LineNote.Excerpt(first.Error.Length > 0 ? first.Error : "it has no end"))));
        return list.ToDigest(Name);
    }

    /// <summary>What a piece cut out of a feed needs to be XML by itself: its prefixes.</summary>
    internal static string Wrap(ReadOnlySpan<char> piece)
    {
        var prefixes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var match in Prefix().EnumerateMatches(piece))
        {
            var name = piece.Slice(match.Index + 1, match.Length - 2).TrimStart('/').ToString();
            if (name is not ("xml" or "xmlns") && prefixes.Count < MostPrefixes)
                prefixes.Add(name);
        }

        return $"<x {string.Join(' ', prefixes.Select(name => $"xmlns:{name}=\"{(name == "media" ? "m" : name)}\""))}>";
    }

    [GeneratedRegex(@"[<\s]/?[A-Za-z_][A-Za-z0-9_.-]{0,30}:", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

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

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });
}
