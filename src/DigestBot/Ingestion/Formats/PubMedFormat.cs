using System.Text.RegularExpressions;

namespace DigestBot.Ingestion.Formats;

/// <summary>PubMed's and MEDLINE's own export (<c>.nbib</c>): <c>PMID- 41990001</c>, <c>TI  - …</c>, continued lines indented.</summary>
/// <remarks>https://www.nlm.nih.gov/bsd/mms/medlineelements.html</remarks>
internal sealed partial class PubMedFormat : IDigestFormat
{
    private const int LinesLookedAt = 100;

    public string Name => "pubmed";

    public int Confidence(DigestText text)
    {
        var (isPubMed, hasTitle) = (false, false);
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            isPubMed |= text.Line(i).StartsWith("PMID- ") || text.Line(i).StartsWith("FAU - ");
            hasTitle |= text.Line(i).StartsWith("TI  - ");
            if (text.Line(i).StartsWith("TY  - "))
                return 0;
        }

        return isPubMed && hasTitle ? 98 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        foreach (var (line, fields) in TaggedRecords.Read(text, Tag, "PMID", ""))
            list.Add(Read(line, fields));
        return list.ToDigest(Name);
    }

    private static EntryDraft Read(int line, IReadOnlyList<TaggedField> fields)
    {
        var draft = new EntryDraft(line);
        draft.Kind("article");
        // The full names where there are any; the short ones repeat them.
        var names = fields.Any(field => field.Tag == "FAU") ? "FAU" : "AU";
        draft.Authors([.. fields.Where(field => field.Tag == names || field.Tag == "CN").Select(field => field.Tag == "CN" ? field.Value : Author(field.Value))]);
        foreach (var field in fields)
        {
            var value = TaggedRecords.Line(field);
            switch (field.Tag)
            {
                case "TI" or "BTI":
                    draft.Put(FieldKind.Title, field.Tag, value.TrimEnd('.').Trim('[', ']'));
                    break;
                case "AB":
                    draft.Put(FieldKind.Abstract, field.Tag, value);
                    break;
                case "LID" or "AID" or "SO" when value.Contains("[doi]", StringComparison.Ordinal) || value.Contains("doi: 10.", StringComparison.Ordinal):
                    draft.Doi(Doi().Match(value).Value);
                    break;
                case "JT":
                    draft.Field("journal", value);
                    break;
                case "VI":
                    draft.Field("volume", value);
                    break;
                case "IP":
                    draft.Field("number", value);
                    break;
                case "PG":
                    draft.Field("pages", value);
                    break;
                case "IS":
                    draft.Field("issn", value.Split(' ')[0]);
                    break;
                case "DP" or "DEP":
                    draft.Put(FieldKind.Published, field.Tag, value);
                    break;
            }
        }

        var keywords = string.Join(", ", fields.Where(field => field.Tag == "OT").Select(TaggedRecords.Line));
        draft.Put(FieldKind.Other, "Keywords", keywords);
        draft.Field("keywords", keywords);
        if (fields.FirstOrDefault(field => field.Tag == "TA") is { } journal)
            draft.Field("journal", TaggedRecords.Line(journal));
        if (!draft.HasLink && fields.FirstOrDefault(field => field.Tag == "PMID") is { Value: { Length: > 0 } id } && id.All(char.IsAsciiDigit))
            draft.Link($"https://pubmed.ncbi.nlm.nih.gov/{id}/");
        return draft;
    }

    /// <summary><c>van den Berg, Jan W</c>, or <c>van den Berg JW</c>: initials come without their full stops.</summary>
    internal static string Author(string name)
    {
        if (Short().Match(name) is { Success: true } shortened)
            return $"{string.Join(' ', shortened.Groups["initials"].Value.Select(letter => $"{letter}."))} {shortened.Groups["family"].Value}";
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        return AuthorNames.One(comma < 0 ? name : name[..comma] + Initial().Replace(name[comma..], "$0."));
    }

    private static string? Tag(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (line.Length < 5 || line[4] != '-' || !char.IsAsciiLetterUpper(line[0]))
            return null;
        rest = line[5..];
        return line[..4].TrimEnd().ToString();
    }

    [GeneratedRegex(@"^(?<family>[\p{Lu}\p{Ll}][^,]*?) (?<initials>\p{Lu}{1,3})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"(?<=[\s,])\p{Lu}(?=$|\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Initial();

    [GeneratedRegex(@"10\.[0-9]{4,9}/\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Doi();
}
