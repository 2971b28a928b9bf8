using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>The fields of a paper's object, its own and those of an object inside that is about the paper, as APIs nest them; values wrapped as <c>{"value": …}</c> come bare.</summary>
internal static class JsonFields
{
    // OpenReview, Hugging Face, INSPIRE, DBLP, search engines, JSON:API.
    private static readonly string[] Inner = ["content", "paper", "metadata", "info", "_source", "attributes", "bibjson", "article", "primary_location", "source", "biblio", "journal", "journalInfo", "data"];

    public static IEnumerable<(string Name, JsonElement Value)> Of(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
            yield return (property.Name, Bare(property.Value));
        foreach (var name in Inner)
        {
            if (!element.TryGetProperty(name, out var inner) || inner.ValueKind != JsonValueKind.Object || IsWrapped(inner))
                continue;
            foreach (var property in inner.EnumerateObject())
            {
                // A journal's title is not the paper's. OpenAlex has the journal as the location's source.
                if (name == "primary_location" && property.Name == "source")
                    yield return ("journal", property.Value);
                else if (name is "journal" or "source" or "journalInfo" && property.Name is "title" or "name" or "display_name" or "journal")
                    yield return ("journal", Bare(property.Value));
                else if (name is not ("journal" or "source") || property.Name is "volume" or "issue" or "pages" or "page")
                    yield return (property.Name, Bare(property.Value));
            }
        }
    }

    /// <summary>The first of some members that is a string; empty without.</summary>
    public static string Member(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
        }

        return "";
    }

    /// <summary>A string, a number, or an array of them; objects by their title, name or value.</summary>
    public static string Text(JsonElement value, string separator) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(separator, value.EnumerateArray().Select(item => Text(item, separator)).Where(item => item.Length > 0)),
        JsonValueKind.Object => Member(value, "text", "title", "name", "display_name", "value", "term", "description"),
        _ => "",
    };

    private static bool IsWrapped(JsonElement element) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("value", out _);

    private static JsonElement Bare(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("value", out var inner) ? inner : value;
}
