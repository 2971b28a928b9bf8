namespace DigestBot.Ingestion.Formats;

/// <summary>One field of a record, its continued lines joined by line feeds.</summary>
internal sealed record TaggedField(string Tag, string Value);

/// <summary>Records whose lines begin with a tag, as databases export them; what has no tag continues the field above.</summary>
internal static class TaggedRecords
{
    public delegate string? TagOf(ReadOnlySpan<char> line, out ReadOnlySpan<char> rest);

    /// <summary>Each record with its line, counted from 1.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<TaggedField> Fields)> Read(DigestText text, TagOf tagOf, string first, string last)
    {
        var fields = new List<TaggedField>();
        var value = new List<string>();
        string? open = null;
        var start = 0;
        for (var i = 0; i < text.LineCount; i++)
        {
            var tag = tagOf(text.Line(i), out var rest);
            if (tag is null)
            {
                if (open is not null && !text.Line(i).IsWhiteSpace())
                    value.Add(text.Line(i).Trim().ToString());
                continue;
            }

            var begun = rest.Trim().ToString();
            Flush();
            if ((tag == first || tag == last) && fields.Count > 0)
            {
                yield return (start, fields);
                fields = [];
            }

            if (tag == last)
                continue;
            if (fields.Count == 0)
                start = i + 1;
            open = tag;
            value.Add(begun);
        }

        Flush();
        if (fields.Count > 0)
            yield return (start, fields);

        void Flush()
        {
            if (open is not null)
                fields.Add(new TaggedField(open, string.Join('\n', value)));
            open = null;
            value.Clear();
        }
    }

    public static string Line(TaggedField field) => field.Value.Replace('\n', ' ');
}
