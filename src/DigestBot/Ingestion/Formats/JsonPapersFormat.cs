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
    private const int Deepest = 6;

    // The usual names say nothing; any other is a topic.
    private static readonly string[] Containers =
        ["papers", "items", "entries", "articles", "results", "result", "data", "list", "collection", "records", "works", "notes", "documents", "docs", "hits", "hit", "publications", "preprints", "references", "rows", "response", "message", "resultlist", "library", "feed", "channel", "value", "_embedded"];

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
        if (root.ValueKind == JsonValueKind.Object)
        {
            ReadHead();
            // A single paper, unless it is a list's head that has a title, too.
            if (!Walk(root, null, 0) && JsonPaper.IsPaper(root))
                Add(JsonPaper.Read(root, lines.Of(root)), null);
        }
        else
        {
            Walk(root, null, 0);
        }

        return list.ToDigest(Name, day, declared.Count == 0 ? null : declared);

        void ReadHead()
        {
            var isPage = root.EnumerateObject().Any(property => property.Name is "offset" or "next" or "page" or "start");
            foreach (var property in root.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.String && FieldNames.Of(property.Name) is FieldKind.Day or FieldKind.Published)
                    day ??= DayText.Find(property.Value.GetString());
                else if (!isPage && property.Value.ValueKind == JsonValueKind.Number && property.Name is "count" or "total" or "evaluatedCount" && property.Value.TryGetInt32(out var total))
                    declared[Array] = (1, total);
            }
        }

        // True where there were papers.
        bool Walk(JsonElement element, string? topic, int depth)
        {
            if (depth > Deepest)
                return false;
            if (element.ValueKind == JsonValueKind.Array)
                return element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(item)) ? ReadArray(element, topic) : WalkItems(element, topic, depth);
            if (element.ValueKind != JsonValueKind.Object)
                return false;
            var any = false;
            foreach (var property in element.EnumerateObject())
            {
                var value = property.Value;
                if (value.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(value))
                {
                    // Objects by id.
                    Add(JsonPaper.Read(value, lines.Of(value), property.Name), topic);
                    any = true;
                }
                // People have names and links as well.
                else if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && FieldNames.Of(property.Name) is not (FieldKind.Authors or FieldKind.Categories))
                {
                    any |= Walk(value, topic ?? (Containers.Contains(property.Name.ToLowerInvariant()) ? null : property.Name), depth + 1);
                }
            }

            return any;
        }

        bool WalkItems(JsonElement array, string? topic, int depth)
        {
            var any = false;
            foreach (var item in array.EnumerateArray())
                any |= item.ValueKind is JsonValueKind.Array or JsonValueKind.Object && Walk(item, topic, depth + 1);
            return any;
        }

        bool ReadArray(JsonElement array, string? topic)
        {
            foreach (var item in array.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object && JsonPaper.IsPaper(item))
                    Add(JsonPaper.Read(item, lines.Of(item)), topic);
                else if (item.ValueKind == JsonValueKind.Object && topic is null)
                    list.Reject(lines.Of(item), nameof(Strings.Note_NoTitleBeside));
            }

            return true;
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
