using System.Globalization;
using System.Text.Json;
using DigestBot.Papers;

namespace DigestBot.Ingestion.Formats;

/// <summary>
/// A paper as a JSON object with the usual field names, among them those of Semantic Scholar, Crossref, OpenAlex, OpenReview, Hugging Face, Europe PMC, bioRxiv, CSL and JSON Feed;
/// what a model said may stand in an object of its own (<c>AI</c>).
/// </summary>
internal static class JsonPaper
{
    private const int LongestKey = 40;
    private const int MostWords = 20_000;

    public static bool IsPaper(JsonElement element)
    {
        var (title, more) = (false, false);
        foreach (var (name, value) in JsonFields.Of(element))
        {
            var kind = FieldNames.Of(name);
            title |= kind == FieldKind.Title && value.ValueKind is JsonValueKind.String or JsonValueKind.Array && JsonFields.Text(value, " ").Length > 0;
            more |= kind is FieldKind.ArxivId or FieldKind.Link or FieldKind.Pdf or FieldKind.Authors or FieldKind.Abstract or FieldKind.Doi || name is "externalIds" or "externalids" or "authorships" or "creators";
        }

        return title && more && !HoldsPapers(element);
    }

    /// <summary>The head of a list has a title and people, too.</summary>
    private static bool HoldsPapers(JsonElement element) => element.EnumerateObject().Any(property =>
        property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0 && property.Value[0].ValueKind == JsonValueKind.Object
        && FieldNames.Of(property.Name) is null && property.Value[0].EnumerateObject().Any(inner => FieldNames.Of(inner.Name) == FieldKind.Title && inner.Name != "name")
        && property.Value[0].EnumerateObject().Any(inner => FieldNames.Of(inner.Name) is FieldKind.Authors or FieldKind.Abstract or FieldKind.Link or FieldKind.ArxivId or FieldKind.Doi));

    public static EntryDraft Read(JsonElement element, int line, string? id = null)
    {
        var draft = new EntryDraft(line);
        var fields = JsonFields.Of(element).Where(field => field.Name.Length <= LongestKey).ToList();
        // Beside an abstract a summary is somebody else's.
        var hasAbstract = fields.Exists(field => IsOwnAbstract(field.Name) && field.Value.ValueKind != JsonValueKind.Null && FieldNames.Of(field.Name) == FieldKind.Abstract);
        string? address = null;
        foreach (var (name, value) in fields)
        {
            var kind = FieldNames.Of(name);
            // A record's own address is the last to be led to.
            if (kind == FieldKind.ArxivId && value.ValueKind == JsonValueKind.String && LinkTarget.IsWeb(value.GetString()!) && !ArxivId.TryParse(value.GetString(), out _))
            {
                address ??= value.GetString();
                continue;
            }

            if (kind == FieldKind.Abstract && hasAbstract && !IsOwnAbstract(name))
                kind = FieldKind.Tldr;
            if (name.ToLowerInvariant() is "description" or "descriptions" && !hasAbstract && kind is null)
                kind = FieldKind.Abstract;
            if (name.EndsWith("version", StringComparison.OrdinalIgnoreCase))
                Version(draft, value);
            else if (!JsonPublication.Put(draft, name, value, kind) && !PutObject(draft, name, value))
                Put(draft, kind, name, value);
        }

        JsonPublication.Close(draft, element);
        if (address is not null && (!draft.HasLink || Doi.TryParse(address, out _)))
            draft.Link(address);
        if (id is not null && !draft.HasLink)
            draft.Link(id);
        return draft;
    }

    private static bool IsOwnAbstract(string name) =>
        name.StartsWith("abstract", StringComparison.OrdinalIgnoreCase) || name.StartsWith("content_", StringComparison.OrdinalIgnoreCase);

    /// <summary>Objects with fields of their own. True where there is nothing more to do.</summary>
    private static bool PutObject(EntryDraft draft, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        if (name == "abstract_inverted_index")
            draft.Put(FieldKind.Abstract, "abstract", Uninverted(value));
        else if (name.Equals("tldr", StringComparison.OrdinalIgnoreCase))
            draft.Put(FieldKind.Tldr, name, JsonFields.Text(value, " "));
        else if (name.StartsWith("ai", StringComparison.OrdinalIgnoreCase) || name.Contains("summar", StringComparison.OrdinalIgnoreCase))
            ReadSummary(draft, value);
        else if (FieldNames.Of(name) == FieldKind.Published || name is "issued" or "published-online" or "published-print" or "posted")
            JsonDates.Put(draft, value);
        else if (FieldNames.Of(name) == FieldKind.Authors)
            draft.Authors(JsonAuthors.Of(value));
        return true;
    }

    /// <summary>OpenAlex keeps an abstract as the places of its words.</summary>
    private static string Uninverted(JsonElement index)
    {
        var words = new SortedDictionary<int, string>();
        foreach (var word in index.EnumerateObject().Where(word => word.Value.ValueKind == JsonValueKind.Array))
        {
            foreach (var place in word.Value.EnumerateArray())
            {
                if (words.Count < MostWords && place.ValueKind == JsonValueKind.Number && place.TryGetInt32(out var at))
                    words[at] = word.Name;
            }
        }

        return string.Join(' ', words.Values);
    }

    /// <summary>In a model's object, what is called a summary, a title or a comment is the model's.</summary>
    private static void ReadSummary(EntryDraft draft, JsonElement summary)
    {
        foreach (var property in summary.EnumerateObject())
        {
            var kind = FieldNames.Of(property.Name) switch
            {
                FieldKind.Title => FieldKind.TranslatedTitle,
                FieldKind.Tldr or FieldKind.Motivation or FieldKind.Method or FieldKind.Result or FieldKind.Conclusion
                    or FieldKind.TranslatedTitle or FieldKind.TranslatedAbstract => FieldNames.Of(property.Name)!.Value,
                FieldKind.Nothing => FieldKind.Nothing,
                _ => FieldKind.Other,
            };
            if (JsonFields.Text(property.Value, ", ") is { Length: > 0 } text)
                draft.Put(kind, property.Name, BrokenEscapes.BreakLines(text));
        }
    }

    private static void Put(EntryDraft draft, FieldKind? kind, string name, JsonElement value)
    {
        if (kind is null)
        {
            if (value.ValueKind == JsonValueKind.String && IsProse(value.GetString()!))
                draft.Put(FieldKind.Other, name, value.GetString()!);
        }
        else if (kind == FieldKind.Authors)
        {
            draft.Authors(value.ValueKind == JsonValueKind.String && value.GetString()!.TrimStart().StartsWith('[') && PythonLiteral.Strings(value.GetString()!.Trim()) is { } list ? list : JsonAuthors.Of(value));
        }
        else if (kind is FieldKind.Categories && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var category in value.EnumerateArray())
                draft.Category(JsonFields.Text(category, " "));
        }
        else if (kind is FieldKind.Categories && value.ValueKind == JsonValueKind.String && AreCodes(value.GetString()!))
        {
            foreach (var category in value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                draft.Category(category);
        }
        else if (kind is FieldKind.Published)
        {
            JsonDates.Put(draft, value);
        }
        else if (kind is FieldKind.Title && value.ValueKind == JsonValueKind.Array)
        {
            draft.Put(FieldKind.Title, name, value.EnumerateArray().Select(title => JsonFields.Text(title, " ")).FirstOrDefault(title => title.Length > 0) ?? "");
        }
        else if (JsonFields.Text(value, kind is FieldKind.Abstract or FieldKind.TranslatedAbstract ? "\n" : ", ") is { Length: > 0 } text)
        {
            draft.Put(kind.Value, name, text);
        }
    }

    /// <summary><c>cs.CL cs.AI</c>: codes have no blanks, so blanks part them.</summary>
    private static bool AreCodes(string text) =>
        text.Contains(' ', StringComparison.Ordinal) && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(part => part.Contains('.', StringComparison.Ordinal) && !part.Contains(',', StringComparison.Ordinal) && !part.EndsWith(';'));

    private static void Version(EntryDraft draft, JsonElement value)
    {
        if (int.TryParse(JsonFields.Text(value, "").TrimStart('v', 'V'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and < 1000)
            draft.Version(version);
    }

    private static bool IsProse(string text) => text.Length >= 40 && text.AsSpan().Count(' ') >= 5 || SummaryLanguage.Of(text) != "en";
}
