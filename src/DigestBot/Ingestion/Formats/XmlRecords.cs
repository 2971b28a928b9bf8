using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>The records of an XML file, one after the other: never the whole tree. Ampersands are mended first.</summary>
internal static class XmlRecords
{
    private const int MostNested = 100;

    /// <param name="format">The format's name.</param>
    /// <param name="text">The file.</param>
    /// <param name="isRecord">Of an element's local name and its depth.</param>
    /// <param name="start">A record's start tag as text, its name as the group "name": where the XML is broken, it is cut there.</param>
    /// <param name="read">An entry of a record; null where it is none after all.</param>
    public static ParsedDigest Read(string format, DigestText text, Func<string, int, bool> isRecord, Regex start, Func<XElement, int, EntryDraft?> read)
    {
        var xml = XmlRepair.Entities(text.Whole, out _);
        var list = new DraftList();
        try
        {
            using var reader = Reader(xml);
            Each(reader, isRecord, list, read, 0);
        }
        catch (XmlException)
        {
            list = new DraftList();
            Pieces(xml, start, list, read);
        }

        return list.ToDigest(format);
    }

    private static void Each(XmlReader reader, Func<string, int, bool> isRecord, DraftList list, Func<XElement, int, EntryDraft?> read, int before)
    {
        var more = reader.Read();
        while (more && !reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && isRecord(reader.LocalName, reader.Depth))
            {
                var line = before + ((IXmlLineInfo)reader).LineNumber;
                using var record = reader.ReadSubtree();
                if (read(Load(record), line) is { } draft)
                    list.Add(draft);
                more = reader.Read();
            }
            else
            {
                more = reader.Depth <= MostNested ? reader.Read() : throw new XmlException("it is nested too deep");
            }
        }
    }

    /// <summary>Each record by itself: a broken one costs no other.</summary>
    private static void Pieces(string xml, Regex start, DraftList list, Func<XElement, int, EntryDraft?> read)
    {
        var (line, counted) = (1, 0);
        for (var match = start.Match(xml); match.Success;)
        {
            line += xml.AsSpan(counted..match.Index).Count('\n');
            counted = match.Index;
            var next = match.NextMatch();
            var piece = xml.AsSpan(match.Index, (next.Success ? next.Index : xml.Length) - match.Index);
            var close = $"</{match.Groups["name"].Value}>";
            var end = piece.IndexOf(close);
            try
            {
                if (end < 0)
                    throw new XmlException("it has no end");
                using var reader = Reader(string.Concat(FeedFormat.Wrap(piece[..(end + close.Length)]), piece[..(end + close.Length)], "</x>"));
                Each(reader, (_, depth) => depth == 1, list, read, line - 1);
            }
            catch (XmlException exception)
            {
                list.Reject(line, nameof(Strings.Note_DamagedItem), LineNote.Excerpt(exception.Message));
            }

            match = next;
        }
    }

    private static XmlReader Reader(string xml) => XmlReader.Create(new StringReader(xml.TrimStart()), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>The text of an element's parts, white space folded; empty where there is none.</summary>
    public static string Text(XElement? element) => element is null ? "" : Folded.White(element.Value);

    /// <summary>The first descendant of a local name.</summary>
    public static XElement? Find(XElement element, string name) => element.Descendants().FirstOrDefault(inner => inner.Name.LocalName == name);

    public static IEnumerable<XElement> All(XElement element, string name) => element.Descendants().Where(inner => inner.Name.LocalName == name);

    private static XElement Load(XmlReader record)
    {
        record.Read();
        var root = new XElement(XName.Get(record.LocalName, record.NamespaceURI));
        Attributes(record, root);
        var open = new Stack<XElement>([root]);
        if (record.IsEmptyElement)
            return root;
        while (record.Read())
        {
            switch (record.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count > MostNested)
                        throw new XmlException("it is nested too deep");
                    var element = new XElement(XName.Get(record.LocalName, record.NamespaceURI));
                    var isEmpty = record.IsEmptyElement;
                    Attributes(record, element);
                    open.Peek().Add(element);
                    if (!isEmpty)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    open.Peek().Add(new XText(record.Value));
                    break;
            }
        }

        return root;
    }

    private static void Attributes(XmlReader reader, XElement element)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Prefix != "xmlns" && reader.LocalName != "xmlns")
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
    }
}
