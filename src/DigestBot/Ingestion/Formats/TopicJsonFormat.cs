using System.Text.Json;
using System.Text;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>The JSON twin of topic tables and lists: <c>{"SLAM": {"2605.13741": "|**2026-05-13**|**Title**|…|\n"}}</c>.</summary>
internal sealed class TopicJsonFormat : IDigestFormat
{
    private static readonly FieldKind[] Columns = [FieldKind.Published, FieldKind.Title, FieldKind.Authors, FieldKind.Pdf, FieldKind.Code];
    private static readonly string[] Headers = ["Publish Date", "Title", "Authors", "PDF", "Code"];

    public string Name => "topic-json";

    public bool MayBeEmpty => true;

    public int Confidence(DigestText text) => JsonShapes.Of(text) == JsonShape.Topics ? 97 : 0;

    public ParsedDigest Parse(DigestText text)
    {
        var list = new DraftList();
        var bytes = Encoding.UTF8.GetBytes(text.Whole);
        using var document = JsonPapers.Whole(bytes);
        if (document?.RootElement.ValueKind != JsonValueKind.Object)
        {
            Salvage(text.Whole, list);
            list.Reject(0, nameof(Strings.Note_DamagedRows));
            return list.ToDigest(Name);
        }

        var lines = new JsonPapers.Lines(bytes);
        foreach (var topic in document.RootElement.EnumerateObject().Where(topic => topic.Value.ValueKind == JsonValueKind.Object))
        {
            foreach (var row in topic.Value.EnumerateObject())
            {
                if (row.Value.ValueKind == JsonValueKind.String)
                    Add(list, row.Value.GetString()!, row.Name, lines.Of(row.Value), topic.Name);
            }
        }

        return list.ToDigest(Name);
    }

    private static void Add(DraftList list, string row, string id, int line, string? topic)
    {
        var text = row.Trim();
        if (!text.StartsWith('|') && !TopicRow.IsListItem(text))
        {
            list.Reject(line, nameof(Strings.Note_BadRow), LineNote.Excerpt(id));
            return;
        }

        var draft = text.StartsWith('|') ? TopicRow.FromTable(text, line, Columns, Headers, topic) : TopicRow.FromList(text, line, topic);
        if (!draft.HasLink)
            draft.Link(id);
        list.Add(draft, topic);
    }

    /// <summary>Pairs of strings that can be read by themselves; topics are lost where the brackets are.</summary>
    private static void Salvage(string text, DraftList list)
    {
        var line = 1;
        var counted = 0;
        for (var at = text.IndexOf("\": \"", StringComparison.Ordinal); at >= 0; at = text.IndexOf("\": \"", at + 4, StringComparison.Ordinal))
        {
            var idStart = text.LastIndexOf('"', Math.Max(0, at - 1), Math.Min(at, 40));
            var end = at + 4;
            while (end < text.Length && text[end] is not ('"' or '\n'))
                end += text[end] == '\\' ? 2 : 1;
            if (idStart < 0 || end >= text.Length || text[end] != '"')
                continue;
            line += text.AsSpan(counted..at).Count('\n');
            counted = at;
            try
            {
                using var value = JsonDocument.Parse(text.AsMemory(at + 3, end - at - 2));
                var row = value.RootElement.GetString()!;
                if (row is ['|' or '-', ..])
                    Add(list, row, text[(idStart + 1)..at], line, topic: null);
            }
            catch (JsonException)
            {
                list.Reject(line, nameof(Strings.Note_DamagedRow));
            }
        }
    }
}
