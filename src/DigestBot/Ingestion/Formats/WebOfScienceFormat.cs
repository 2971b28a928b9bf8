namespace DigestBot.Ingestion.Formats;

/// <summary>Web of Science's plain text export: two capitals and a blank, continued lines indented by three, <c>ER</c> at a record's end.</summary>
/// <remarks>https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html</remarks>
internal sealed class WebOfScienceFormat : IDigestFormat
{
    private const int LinesLookedAt = 20;

    public string Name => "web-of-science";

    public int Confidence(DigestText text)
    {
        var (isExport, hasRecord) = (false, false);
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            isExport |= text.Line(i).StartsWith("FN ") || text.Line(i).StartsWith("VR 1");
            hasRecord |= text.Line(i).StartsWith("PT ");
        }

        return hasRecord && (isExport || HasEnd(text)) ? 97 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        foreach (var (line, fields) in TaggedRecords.Read(text, Tag, "PT", "ER"))
        {
            if (fields.Any(field => field.Tag == "TI"))
                list.Add(Read(line, fields));
        }

        return list.ToDigest(Name);
    }

    private static EntryDraft Read(int line, IReadOnlyList<TaggedField> fields)
    {
        var draft = new EntryDraft(line);
        var authors = fields.FirstOrDefault(field => field.Tag == "AF") ?? fields.FirstOrDefault(field => field.Tag == "AU");
        draft.Authors([.. (authors?.Value.Split('\n') ?? []).Select(AuthorNames.One)]);
        foreach (var field in fields)
            WebOfScienceFields.Put(draft, field.Tag, TaggedRecords.Line(field));
        WebOfScienceFields.Appeared(draft, tag => fields.FirstOrDefault(field => field.Tag == tag)?.Value);
        return draft;
    }

    private static bool HasEnd(DigestText text) => Enumerable.Range(0, text.LineCount).Any(i => text.Line(i).TrimEnd() is "ER");

    private static string? Tag(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (line.Length < 2 || !char.IsAsciiLetterUpper(line[0]) || !(char.IsAsciiLetterUpper(line[1]) || char.IsAsciiDigit(line[1])) || (line.Length > 2 && line[2] != ' '))
            return null;
        rest = line.Length > 2 ? line[3..] : default;
        return line[..2].ToString();
    }
}

/// <summary>What Web of Science's tags mean, in its text and its tables.</summary>
internal static class WebOfScienceFields
{
    public static void Put(EntryDraft draft, string tag, string value)
    {
        switch (tag)
        {
            case "PT":
                draft.Kind(PublicationKinds.Of(value));
                break;
            case "TI":
                draft.Put(FieldKind.Title, tag, value);
                break;
            case "AB":
                draft.Put(FieldKind.Abstract, tag, value);
                break;
            case "DI":
                draft.Doi(value);
                break;
            case "SO":
                draft.Field("journal", value);
                break;
            case "VL":
                draft.Field("volume", value);
                break;
            case "IS":
                draft.Field("number", value);
                break;
            case "BP":
                draft.Field("pages", value);
                break;
            case "EP":
                draft.ToPage(value);
                break;
            case "PU":
                draft.Field("publisher", value);
                break;
            case "SN":
                draft.Field("issn", value);
                break;
            case "DE":
                draft.Put(FieldKind.Other, "Keywords", value);
                draft.Field("keywords", value);
                break;
        }
    }

    /// <summary><c>PD NOV 25</c> and <c>PY 2026</c>.</summary>
    public static void Appeared(EntryDraft draft, Func<string, string?> value)
    {
        if (value("PY") is { } year && DayText.Part(year) is { } part)
        {
            var date = value("PD") ?? "";
            draft.Published(DayText.Find($"{date} {part.Year}"));
            draft.Appeared(part.Year, DayText.Month(date) ?? part.Month);
        }
    }
}
