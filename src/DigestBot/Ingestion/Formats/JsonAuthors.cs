using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>Authors as the usual APIs write them: strings, or objects with a name or its parts.</summary>
internal static class JsonAuthors
{
    public static IReadOnlyList<string> Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => AuthorNames.Of(value.GetString()!, out _),
        JsonValueKind.Array => [.. value.EnumerateArray().Where(IsAuthor).Select(Name).Where(name => name.Length > 0)],
        // DBLP and Europe PMC: an object that holds the list, or a single one.
        JsonValueKind.Object when value.TryGetProperty("author", out var inner) => Of(inner.ValueKind == JsonValueKind.Array ? inner : value),
        JsonValueKind.Object when Name(value) is { Length: > 0 } one => [one],
        _ => [],
    };

    /// <summary>Zotero lists editors and translators among the creators.</summary>
    private static bool IsAuthor(JsonElement author) =>
        author.ValueKind != JsonValueKind.Object || JsonFields.Member(author, "creatorType", "role") is "" or "author" or "Author" or "presenter" or "inventor";

    private static string Name(JsonElement author)
    {
        if (author.ValueKind == JsonValueKind.String)
            return AuthorNames.One(author.GetString()!);
        if (author.ValueKind != JsonValueKind.Object)
            return "";
        // OpenAlex: an authorship with the author inside.
        if (author.TryGetProperty("author", out var inner) && Name(inner) is { Length: > 0 } named)
            return named;
        var family = JsonFields.Member(author, "family", "familyName", "lastName", "last_name", "last", "keyname", "surname");
        if (family.Length > 0)
        {
            var particles = $"{JsonFields.Member(author, "dropping-particle")} {JsonFields.Member(author, "non-dropping-particle", "prefix")}";
            var suffix = JsonFields.Member(author, "suffix");
            return Folded.White($"{JsonFields.Member(author, "given", "givenName", "firstName", "first_name", "first", "forenames", "initials")} {particles} {family}") + (suffix.Length > 0 ? $", {suffix}" : "");
        }

        return JsonFields.Member(author, "literal") is { Length: > 0 } group
            ? Folded.White(group)
            : AuthorNames.One(JsonFields.Member(author, "name", "fullName", "full_name", "display_name", "raw_author_name", "text", "author"));
    }
}
