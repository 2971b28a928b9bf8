namespace DigestBot.Ingestion.Formats;

/// <summary>EndNote's tagged text, once refer's: <c>%0 Journal Article</c>, <c>%T Title</c>, <c>%A Last, First</c>.</summary>
/// <remarks>https://en.wikipedia.org/wiki/Refer_(software)</remarks>
internal sealed class EndNoteTextFormat : IDigestFormat
{
    private const int LinesLookedAt = 60;

    public string Name => "endnote";

    public int Confidence(DigestText text)
    {
        var (title, other) = (false, false);
        for (var i = 0; i < Math.Min(text.LineCount, LinesLookedAt); i++)
        {
            title |= text.Line(i).StartsWith("%T ");
            other |= text.Line(i).StartsWith("%0 ") || text.Line(i).StartsWith("%A ");
        }

        return title && other ? 96 : 0;
    }

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        // Records are parted by empty lines; most begin with their kind.
        foreach (var (line, fields) in TaggedRecords.Read(text, Tag, StartsWithKind(text) ? "%0" : "%T", ""))
            list.Add(Read(line, fields));
        return list.ToDigest(Name);
    }

    private static bool StartsWithKind(DigestText text) => Enumerable.Range(0, text.LineCount).Any(i => text.Line(i).StartsWith("%0 "));

    private static EntryDraft Read(int line, IReadOnlyList<TaggedField> fields)
    {
        var draft = new EntryDraft(line);
        draft.Authors([.. fields.Where(field => field.Tag == "%A").Select(field => AuthorNames.One(TaggedRecords.Line(field).TrimEnd(',')))]);
        foreach (var field in fields)
        {
            var value = TaggedRecords.Line(field);
            switch (field.Tag)
            {
                case "%0":
                    draft.Kind(PublicationKinds.Of(value));
                    break;
                case "%T":
                    draft.Put(FieldKind.Title, field.Tag, value);
                    break;
                case "%X":
                    draft.Put(FieldKind.Abstract, field.Tag, value);
                    break;
                case "%R":
                    draft.Doi(value);
                    break;
                case "%U" or "%>":
                    draft.Link(value);
                    break;
                case "%J" or "%B":
                    draft.Field("journal", value);
                    break;
                case "%V":
                    draft.Field("volume", value);
                    break;
                case "%N":
                    draft.Field("number", value);
                    break;
                case "%P":
                    draft.Field("pages", value);
                    break;
                case "%I":
                    draft.Field("publisher", value);
                    break;
                case "%@":
                    draft.Field("issn", value);
                    break;
                case "%8" or "%D":
                    draft.Put(FieldKind.Published, field.Tag, value);
                    break;
                case "%K":
                    draft.Put(FieldKind.Other, "Keywords", field.Value.Replace("\n", ", ", StringComparison.Ordinal));
                    break;
                case "%Z":
                    draft.Put(FieldKind.Comment, field.Tag, value);
                    break;
            }
        }

        return draft;
    }

    private static string? Tag(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (line.Length < 3 || line[0] != '%' || line[2] != ' ')
            return null;
        rest = line[3..];
        return line[..2].ToString();
    }
}
