using System.Globalization;
using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>A paper as a JSON object with the usual field names; what a model said may stand in an object of its own (<c>AI</c>).</summary>
internal static class JsonPaper
{
    private const int LongestKey = 40;

    public static bool IsPaper(JsonElement element)
    {
        var (title, more) = (false, false);
        foreach (var property in element.EnumerateObject())
        {
            var kind = FieldNames.Of(property.Name);
            title |= kind == FieldKind.Title && property.Value.ValueKind == JsonValueKind.String;
            more |= kind is FieldKind.ArxivId or FieldKind.Link or FieldKind.Pdf or FieldKind.Authors or FieldKind.Abstract;
        }

        return title && more;
    }

    public static EntryDraft Read(JsonElement element, int line, string? id = null)
    {
        var draft = new EntryDraft(line);
        // Beside an abstract a summary is somebody else's.
        var hasAbstract = element.EnumerateObject().Any(property =>
            property.Name.StartsWith("abstract", StringComparison.OrdinalIgnoreCase) && FieldNames.Of(property.Name) == FieldKind.Abstract);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Length > LongestKey)
                continue;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                if (property.Name.StartsWith("ai", StringComparison.OrdinalIgnoreCase) || property.Name.Contains("summar", StringComparison.OrdinalIgnoreCase))
                    ReadSummary(draft, property.Value);
                continue;
            }

            var kind = FieldNames.Of(property.Name);
            if (kind == FieldKind.Abstract && hasAbstract && !property.Name.StartsWith("abstract", StringComparison.OrdinalIgnoreCase))
                kind = FieldKind.Tldr;
            if (property.Name.EndsWith("version", StringComparison.OrdinalIgnoreCase))
                Version(draft, property.Value);
            else if (kind is not null)
                Put(draft, kind.Value, property.Name, property.Value);
            else if (property.Value.ValueKind == JsonValueKind.String && IsProse(property.Value.GetString()!))
                draft.Put(FieldKind.Other, property.Name, property.Value.GetString()!);
        }

        if (id is not null && !draft.HasLink)
            draft.Link(id);
        return draft;
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
            if (Text(property.Value, ", ") is { Length: > 0 } text)
                draft.Put(kind, property.Name, BrokenEscapes.BreakLines(text));
        }
    }

    private static void Put(EntryDraft draft, FieldKind kind, string name, JsonElement value)
    {
        if (kind == FieldKind.Authors && value.ValueKind == JsonValueKind.Array)
        {
            draft.Authors([.. value.EnumerateArray().Select(AuthorName).Where(author => author.Length > 0)]);
        }
        else if (kind is FieldKind.Categories && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var category in value.EnumerateArray())
                draft.Category(category.ValueKind == JsonValueKind.Object ? Member(category, "term", "name") : Text(category, " "));
        }
        else if (kind is FieldKind.Categories && value.ValueKind == JsonValueKind.String && AreCodes(value.GetString()!))
        {
            foreach (var category in value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                draft.Category(category);
        }
        else if (Text(value, kind is FieldKind.Abstract or FieldKind.TranslatedAbstract ? "\n" : ", ") is { Length: > 0 } text)
        {
            draft.Put(kind, name, text);
        }
    }

    private static string AuthorName(JsonElement author) => Folded.White(author.ValueKind == JsonValueKind.Object
        ? Member(author, "name", "fullName", "full_name", "author") is { Length: > 0 } name
            ? name
            : $"{Member(author, "given", "firstName", "first", "forenames")} {Member(author, "family", "lastName", "last", "keyname")}"
        : Text(author, " "));

    private static string Member(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString()!;
        }

        return "";
    }

    /// <summary><c>cs.CL cs.AI</c>: codes have no blanks, so blanks part them.</summary>
    private static bool AreCodes(string text) =>
        text.Contains(' ', StringComparison.Ordinal) && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(part => part.Contains('.', StringComparison.Ordinal) && !part.Contains(',', StringComparison.Ordinal) && !part.EndsWith(';'));

    private static void Version(EntryDraft draft, JsonElement value)
    {
        if (int.TryParse(Text(value, "").TrimStart('v', 'V'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is > 0 and < 1000)
            draft.Version(version);
    }

    private static string Text(JsonElement value, string separator) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(item => item.ToString())),
        _ => "",
    };

    private static bool IsProse(string text) => text.Length >= 40 && text.AsSpan().Count(' ') >= 5 || SummaryLanguage.Of(text) != "en";
}
