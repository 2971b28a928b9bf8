namespace DigestBot.Ingestion.Formats;

/// <summary>RIS, the exchange format of reference managers: <c>TY  - JOUR</c> … <c>ER  - </c>.</summary>
internal sealed class RisFormat : IDigestFormat
{
    private const int LinesLookedAt = 50;

    public string Name => "ris";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            if (Tag(text.Line(i), out _) is "TY" && Enumerable.Range(i + 1, Math.Min(LinesLookedAt, text.LineCount - i - 1)).Any(line => Tag(text.Line(line), out _) is "TI" or "T1" or "AU" or "A1"))
                return 98;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        EntryDraft? draft = null;
        var authors = new List<string>();
        string? open = null;
        var value = new List<string>();
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i);
            if (Tag(line, out var rest) is not { } tag)
            {
                // What has no tag continues the field above.
                if (open is not null)
                    value.Add(line.TrimEnd().ToString());
                else if (draft is null)
                    list.NoEntry(i + 1, line);
                continue;
            }

            Flush();
            if (tag is "TY" or "ER")
            {
                Close();
                draft = tag == "TY" ? new EntryDraft(i + 1) : null;
                draft?.Kind(PublicationKinds.Of(rest.ToString()));
            }
            else if (draft is not null)
            {
                open = tag;
                value.Add(rest.Trim().ToString());
            }
        }

        Flush();
        Close();
        return list.ToDigest(Name);

        void Flush()
        {
            if (draft is not null && open is not null)
                Put(draft, authors, open, string.Join('\n', value).Trim());
            open = null;
            value.Clear();
        }

        void Close()
        {
            if (draft is not null)
            {
                draft.Authors(authors.Count > 1 && authors[^1] == authors[^2] ? authors[..^1] : [.. authors]);
                list.Add(draft);
            }

            authors.Clear();
            draft = null;
        }
    }

    private static void Put(EntryDraft draft, List<string> authors, string tag, string value)
    {
        switch (tag)
        {
            case "TI" or "T1":
                draft.Put(FieldKind.Title, tag, TexText.Plain(value));
                break;
            case "AU" or "A1":
                authors.AddRange(Names(TexText.Plain(value)));
                break;
            case "AB" or "N2":
                draft.Put(FieldKind.Abstract, tag, value);
                break;
            case "UR" or "L1" or "L2" or "LK":
                draft.Link(value);
                break;
            case "AN" or "ID" or "M1" or "C7" or "VL" or "JO" or "JF" or "T2" when value.Contains("arXiv:", StringComparison.OrdinalIgnoreCase):
                draft.Put(FieldKind.ArxivId, tag, value[value.IndexOf("arXiv:", StringComparison.OrdinalIgnoreCase)..].Split(' ', '\n')[0]);
                break;
            case "DO":
                draft.Doi(value);
                break;
            case "VL":
                draft.Field("volume", value);
                break;
            case "IS":
                draft.Field("number", value);
                break;
            case "SP":
                draft.Field("pages", value);
                break;
            case "EP":
                draft.ToPage(value);
                break;
            case "JF" or "JO" or "T2" or "JA" or "J2" or "BT":
                draft.Field("journal", value);
                break;
            case "PB":
                draft.Field("publisher", value);
                break;
            case "CY":
                draft.Field("address", value);
                break;
            case "SN":
                draft.Field("issn", value);
                break;
            case "ID":
                draft.Kind(PublicationKinds.Other, value.Length < 100 && !value.Contains(' ', StringComparison.Ordinal) ? value : null);
                break;
            case "N1":
                draft.Put(FieldKind.Comment, tag, value);
                break;
            case "KW":
                draft.Put(FieldKind.Other, "Keywords", value.Replace("\n", ", ", StringComparison.Ordinal));
                break;
            case "DA" or "Y1" or "PY":
                draft.Put(FieldKind.Published, tag, value);
                break;
        }
    }

    /// <summary><c>Last, First</c>; converters also put a whole list into one tag.</summary>
    private static IEnumerable<string> Names(string value)
    {
        var parts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // "Ana Silva, Wei Li" is two; "van der Berg, Jan Willem" is one.
        var isList = parts.Length > 2 && !(parts.Length == 3 && (AuthorNames.IsSuffix(parts[1]) || AuthorNames.IsSuffix(parts[2]))) || parts is [var one, var other] && one.Contains(' ', StringComparison.Ordinal) && other.Contains(' ', StringComparison.Ordinal) && char.IsUpper(one[0]);
        return parts.Length == 0 ? [] : isList && AuthorNames.One(value).Contains(", ", StringComparison.Ordinal) || isList && parts.Length == 2 ? AuthorNames.Of(value, out _) : [AuthorNames.One(value)];
    }

    private static string? Tag(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (line.Length < 5 || !char.IsAsciiLetterUpper(line[0]) || !(char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1])))
            return null;
        var text = line[2..].TrimStart();
        if (line[2] != ' ' || text.IsEmpty || text[0] != '-' || (text.Length > 1 && text[1] != ' '))
            return null;
        rest = text[1..];
        return line[..2].ToString();
    }
}
