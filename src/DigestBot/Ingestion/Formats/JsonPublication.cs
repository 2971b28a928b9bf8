using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>Ids and bibliographic fields of a paper in JSON, under the names APIs give them.</summary>
internal static class JsonPublication
{
    /// <summary>Names APIs give to what BibTeX calls otherwise.</summary>
    private static readonly Dictionary<string, string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["container-title"] = "journal", ["venue"] = "journal", ["journal"] = "journal", ["journalTitle"] = "journal", ["journal_title"] = "journal", ["publicationTitle"] = "journal",
        ["publicationVenue"] = "journal", ["journal-name"] = "journal", ["bookTitle"] = "booktitle", ["proceedingsTitle"] = "booktitle", ["volume"] = "volume", ["journalVolume"] = "volume",
        ["issue"] = "number", ["number"] = "number", ["page"] = "pages", ["pages"] = "pages", ["pageInfo"] = "pages", ["publisher"] = "publisher", ["publisher-place"] = "address", ["ISSN"] = "issn", ["ISBN"] = "isbn",
        ["collection-title"] = "series", ["edition"] = "edition", ["genre"] = "type",
    };

    /// <summary>True where it was a field of this kind.</summary>
    public static bool Put(EntryDraft draft, string name, JsonElement value, FieldKind? kind)
    {
        switch (name)
        {
            case "externalIds" or "externalids" or "external_ids" or "ids" when value.ValueKind == JsonValueKind.Object:
                foreach (var id in value.EnumerateObject())
                    Identifier(draft, id.Name, JsonFields.Text(id.Value, " "));
                return true;
            case "arxiv_eprints" or "dois" or "identifiers" when value.ValueKind == JsonValueKind.Array:
                foreach (var id in value.EnumerateArray())
                    Identifier(draft, name == "arxiv_eprints" ? "arxiv" : name == "dois" ? "doi" : "", JsonFields.Text(id, " "));
                return true;
            case "authorships" or "creators":
                draft.Authors(JsonAuthors.Of(value));
                return true;
            case "landing_page_url" or "ee" or "external_url":
                draft.Link(JsonFields.Text(value, " "));
                return true;
            case "forum" when value.ValueKind == JsonValueKind.String:
                draft.Link($"https://openreview.net/forum?id={value.GetString()}");
                return true;
            case "number" or "note" or "extra" or "archive_location" when value.ValueKind == JsonValueKind.String && value.GetString()!.Contains("arXiv", StringComparison.OrdinalIgnoreCase):
                draft.Link(value.GetString()!.Split('\n')[0]);
                return true;
            case "type" or "itemType" or "publicationTypes" or "document_type":
                if (JsonFields.Text(value, " ") is { Length: > 0 } type)
                    draft.Kind(PublicationKinds.Of(type));
                return true;
            case "first_page" or "last_page":
                Pages(draft, name, JsonFields.Text(value, " "));
                return true;
        }

        // "journal": {"name": …, "volume": …} was opened before.
        if (kind is not null || !Fields.TryGetValue(name, out var field) || value.ValueKind == JsonValueKind.Object && JsonFields.Text(value, " ").Length == 0)
            return false;
        draft.Field(field, value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => JsonFields.Text(item, " ")).FirstOrDefault() ?? "" : JsonFields.Text(value, " "));
        return true;
    }

    /// <summary>What cites it, in CSL; and an OpenReview note's own page.</summary>
    public static void Close(EntryDraft draft, JsonElement element)
    {
        if (draft.HasKind && JsonFields.Member(element, "citation-key", "citationKey", "id") is { Length: > 0 and < 100 } key && !LooksLikeAddress(key))
            draft.Kind(PublicationKinds.Other, key);
    }

    private static bool LooksLikeAddress(string key) => key.AsSpan().IndexOfAny('/', ':', ' ') >= 0 || char.IsAsciiDigit(key[0]);

    private static void Identifier(EntryDraft draft, string kind, string value)
    {
        if (kind.Equals("arxiv", StringComparison.OrdinalIgnoreCase))
            draft.Put(FieldKind.ArxivId, kind, value);
        else if (kind.Equals("doi", StringComparison.OrdinalIgnoreCase) || kind.Length == 0)
            draft.Doi(value);
    }

    private static void Pages(EntryDraft draft, string name, string page)
    {
        if (page.Length == 0)
            return;
        if (name == "first_page")
            draft.Field("pages", page);
        else
            draft.ToPage(page);
    }
}
