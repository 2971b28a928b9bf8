using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// arXiv's listing e-mail as plain text: blocks between lines of <c>\\</c>, fields whose continuation is indented, an abstract whose paragraphs are.
/// Replaced papers have no abstract. https://info.arxiv.org/help/subscribe.html
/// </summary>
internal sealed partial class ListingMailFormat : IDigestFormat
{
    private const int LinesLookedAt = 400;

    private static readonly (string Label, FieldKind Kind)[] Fields =
    [
        ("Title:", FieldKind.Title), ("Authors:", FieldKind.Authors), ("Author:", FieldKind.Authors), ("Categories:", FieldKind.Categories),
        ("Comments:", FieldKind.Comment), ("Journal-ref:", FieldKind.Other), ("DOI:", FieldKind.Other), ("Report-no:", FieldKind.Other),
        ("ACM-class:", FieldKind.Other), ("MSC-class:", FieldKind.Other), ("Proxy:", FieldKind.Nothing), ("License:", FieldKind.Nothing),
        ("Date:", FieldKind.Published), ("Date (v", FieldKind.Nothing), ("Subj-class:", FieldKind.Other), ("Note:", FieldKind.Other),
    ];

    public string Name => "arxiv-mail";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (IsId(Unquoted(text.Line(i))) && (i == 0 || IsMark(Previous(text, i))))
                return 99;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        DateOnly? day = null;
        Block? block = null;
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = Unquoted(text.Line(i));
            if (IsId(line) && (i == 0 || block is null || IsMark(Previous(text, i))))
            {
                Close();
                block = new Block(i + 1, line);
            }
            else if (block is null)
            {
                if (Received().Match(line.Length > 200 ? "" : line.ToString()) is { Success: true } received)
                    day ??= DayText.Find(received.Groups["to"].ValueSpan);
            }
            else if (!block.Add(line))
            {
                Close();
            }
        }

        Close();
        return list.ToDigest(Name, day);

        void Close()
        {
            if (block is not null)
                list.Add(block.ToDraft(), block.Section);
            block = null;
        }
    }

    /// <summary>A line of <c>\\</c>; mails that were forwarded or quoted lose one of them.</summary>
    private static bool IsMark(ReadOnlySpan<char> line) => line.TrimEnd() is "\\\\" or "\\" || line.StartsWith("-----") || line.StartsWith("%%--");

    private static ReadOnlySpan<char> Previous(DigestText text, int index)
    {
        while (--index > 0 && Unquoted(text.Line(index)).IsWhiteSpace())
        {
        }

        return Unquoted(text.Line(Math.Max(index, 0)));
    }

    /// <summary>A forwarded mail may have marks of quotation before each line.</summary>
    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> line)
    {
        while (line.StartsWith('>'))
            line = line.StartsWith("> ") ? line[2..] : line[1..];
        return line;
    }

    private static bool IsId(ReadOnlySpan<char> line) =>
        (line.StartsWith("arXiv:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Paper: ") || line.StartsWith("Paper (")) && line.Length < 120 && Id().IsMatch(line);

    private sealed class Block
    {
        private readonly EntryDraft _draft;
        private readonly List<string> _abstract = [];
        private readonly List<string> _value = [];
        private (string Label, FieldKind Kind)? _field;
        private bool _inAbstract;
        private bool _ended;

        public Block(int number, ReadOnlySpan<char> line)
        {
            _draft = new EntryDraft(number);
            var id = Id().Match(line.ToString());
            _draft.Put(FieldKind.ArxivId, "id", id.Groups["id"].Value);
            Section = id.Groups["cross"].Success ? "cross" : "new";
        }

        public string Section { get; private set; }

        /// <summary>False where the block is over.</summary>
        public bool Add(ReadOnlySpan<char> line)
        {
            if (line.StartsWith("-----") || line.StartsWith("%%--"))
                return false;
            if (line.StartsWith('\\') && (line.TrimEnd() is "\\\\" or "\\" || line.Contains("( http", StringComparison.Ordinal)))
            {
                Flush();
                // The mark behind the fields opens the abstract, the one with the address ends the block.
                _ended = _inAbstract || line.Contains("( http", StringComparison.Ordinal);
                _inAbstract = true;
                return !_ended;
            }

            if (_inAbstract)
                _abstract.Add(line.TrimEnd().ToString());
            else if (line.StartsWith("replaced with revised version", StringComparison.OrdinalIgnoreCase))
                (Section, _) = ("replaced", Announce());
            else if (FieldAt(line) is { } field)
                Start(field, line);
            else if (line.StartsWith(' ') && _field is not null)
                _value.Add(line.Trim().ToString());
            return true;
        }

        public EntryDraft ToDraft()
        {
            Flush();
            if (_abstract.Count > 0)
                _draft.Put(FieldKind.Abstract, "abstract", string.Join('\n', _abstract));
            return _draft;
        }

        private bool Announce()
        {
            _draft.Announced("replace");
            return true;
        }

        private void Start((string Label, FieldKind Kind) field, ReadOnlySpan<char> line)
        {
            Flush();
            _field = field;
            _value.Add(line[field.Label.Length..].Trim().ToString());
        }

        private void Flush()
        {
            if (_field is { } field)
            {
                var text = string.Join(' ', _value);
                if (field.Kind == FieldKind.Categories)
                {
                    foreach (var category in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        _draft.Category(category);
                }
                else if (field.Kind == FieldKind.Authors)
                {
                    _draft.Authors(AuthorNames.Of(TexText.Plain(text), out var _));
                }
                else
                {
                    _draft.Put(field.Kind, field.Label.TrimEnd(':'), field.Kind is FieldKind.Title or FieldKind.Comment ? TexText.Plain(text) : text);
                }
            }

            _field = null;
            _value.Clear();
        }

        private static (string Label, FieldKind Kind)? FieldAt(ReadOnlySpan<char> line)
        {
            foreach (var field in Fields)
            {
                if (line.StartsWith(field.Label))
                    return field;
            }

            return null;
        }
    }

    [GeneratedRegex(@"^(?:arXiv:|Paper: |Paper \()\s*(?<id>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,3})?|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7}(?:v[0-9]{1,3})?)\s*(?<cross>\(\*?cross-listing\*?\))?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"received from\s.*\bto\s+(?<to>.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Received();
}
