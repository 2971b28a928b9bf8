using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>A Python dict a line, as <c>repr</c> writes it: files called <c>.jsonl</c> that are no JSON.</summary>
internal sealed class PythonDictFormat : IDigestFormat
{
    private const int LongestLine = 1_000_000;

    public string Name => "python-dict-lines";

    public int Confidence(DigestText text)
    {
        for (var i = 0; i < Math.Min(text.LineCount, 20); i++)
        {
            var line = text.Line(i).Trim();
            if (line.IsEmpty || line[0] != '{')
                continue;
            if (line[1..].TrimStart().StartsWith('\'') && Read(line, 1) is not null)
                return 98;
        }

        return 0;
    }

    public ParsedDigest Parse(DigestText text) => LineByLine.Parse(Name, text, (line, number, list) =>
    {
        if (Read(line, number) is not { } draft)
            return nameof(Strings.Note_NoDict);
        list.Add(draft);
        return null;
    });

    private static EntryDraft? Read(ReadOnlySpan<char> line, int number)
    {
        if (line.Length > LongestLine || PythonLiteral.Dict(line) is not { } fields)
            return null;
        var draft = new EntryDraft(number);
        foreach (var (key, values) in fields)
        {
            if (values.Count == 0)
                continue;
            var kind = FieldNames.Of(key);
            if (kind == FieldKind.Authors && values.Count > 1)
                draft.Authors([.. values.Select(Folded.White)]);
            else if (kind is not null)
                draft.Put(kind.Value, key, string.Join(kind is FieldKind.Abstract ? "\n" : ", ", values));
        }

        return draft;
    }
}
