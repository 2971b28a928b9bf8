using System.Text.Json;
using System.Text;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// Papers as JSON: an array of objects, an object with such an array (<c>{"count": 237, "papers": […]}</c>), one array per topic, or objects by id.
/// </summary>
internal sealed class JsonPapersFormat : IDigestFormat
{
    private const string Array = "papers";

    public string Name => "json";

    public int Confidence(DigestText text) => JsonShapes.Of(text) switch
    {
        JsonShape.Papers => 95,
        JsonShape.Broken => 50,
        _ => 0,
    };

    public ParsedDigest Parse(DigestText text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Whole);
        using var document = JsonPapers.Whole(bytes);
        return document is null ? Salvage(text) : Read(document.RootElement, new JsonPapers.Lines(bytes));
    }

    private ParsedDigest Read(JsonElement root, JsonPapers.Lines lines)
    {
        var list = new DraftList();
        DateOnly? day = null;
        var declared = new Dictionary<string, (int Line, int Total)>(StringComparer.Ordinal);
        if (root.ValueKind == JsonValueKind.Array)
            ReadArray(root, null);
        else if (root.ValueKind == JsonValueKind.Object)
            ReadObject();
        return list.ToDigest(Name, day, declared.Count == 0 ? null : declared);

        void ReadObject()
        {
            foreach (var property in root.EnumerateObject())
            {
                var value = property.Value;
                switch (value.ValueKind)
                {
                    case JsonValueKind.Array when value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object):
                        // The usual names say nothing; any other is a topic.
                        ReadArray(value, property.Name.ToLowerInvariant() is Array or "items" or "entries" or "articles" or "results" or "data" or "list" ? null : property.Name);
                        break;
                    case JsonValueKind.Object when JsonPaper.IsPaper(value):
                        list.Add(JsonPaper.Read(value, lines.Of(value), property.Name));
                        break;
                    case JsonValueKind.Object:
                        foreach (var inner in value.EnumerateObject().Where(inner => inner.Value.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(inner.Value)))
                            Add(JsonPaper.Read(inner.Value, lines.Of(inner.Value), inner.Name), property.Name);
                        foreach (var inner in value.EnumerateObject().Where(inner => inner.Value.ValueKind == JsonValueKind.Array))
                            ReadArray(inner.Value, property.Name);
                        break;
                    case JsonValueKind.String when FieldNames.Of(property.Name) is FieldKind.Day or FieldKind.Published:
                        day ??= DayText.Find(value.GetString());
                        break;
                    case JsonValueKind.Number when property.Name is "count" or "total" or "evaluatedCount" && value.TryGetInt32(out var total):
                        declared[Array] = (1, total);
                        break;
                }
            }
        }

        void ReadArray(JsonElement array, string? topic)
        {
            foreach (var item in array.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(item))
                    Add(JsonPaper.Read(item, lines.Of(item)), topic);
                else if (item.ValueKind == JsonValueKind.Object && topic is null)
                    list.Reject(lines.Of(item), nameof(Strings.Note_NoTitleBeside));
            }
        }

        void Add(EntryDraft draft, string? topic)
        {
            if (topic is not null)
                draft.Category(topic);
            list.Add(draft, topic ?? (declared.Count > 0 ? Array : null));
        }
    }

    private ParsedDigest Salvage(DigestText text)
    {
        var list = new DraftList();
        foreach (var (line, document) in JsonPapers.Salvage(text.Whole))
        {
            using (document)
                list.Add(JsonPaper.Read(document.RootElement, line));
        }

        list.Reject(0, nameof(Strings.Note_DamagedPapers));
        return list.ToDigest(Name);
    }
}
