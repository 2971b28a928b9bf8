using System.Text;
using System.Text.RegularExpressions;
using DigestBot.Messages;

namespace DigestBot.Ingestion.Formats;

/// <summary>One entry of a bibliography in BibTeX. What is no field of ours is kept as it is, to be given back.</summary>
internal static partial class BibTexEntry
{
    // What programs note for themselves.
    private static readonly string[] Own = ["file", "urldate", "timestamp", "bibsource", "biburl", "owner", "creationdate", "modificationdate", "groups", "date-added", "date-modified", "crossref", "xdata", "annote", "comment"];

    /// <param name="type">In small letters.</param>
    /// <param name="entry">Behind its opening brace.</param>
    /// <param name="line">From 1.</param>
    /// <param name="macros">By <c>@string</c>.</param>
    public static EntryDraft Read(string type, string entry, int line, IReadOnlyDictionary<string, string> macros)
    {
        var draft = new EntryDraft(line);
        var comma = entry.IndexOf(',', StringComparison.Ordinal);
        var key = comma < 0 ? "" : entry[..comma].Trim();
        var hasKey = key.Length is > 0 and < 200 && key.AsSpan().IndexOfAny("={ \n") < 0;
        draft.Kind(type, hasKey ? key : null);
        var fields = new BibTexFields(entry, macros);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields.Read(hasKey || key.Length == 0 ? comma + 1 : 0))
        {
            if (value.Length > 0)
                values.TryAdd(name, value);
        }

        foreach (var (name, value) in values)
            Put(draft, name, value, values);
        Link(draft, values);
        // "@article{arXiv:2411.13560,": converters put the id into the key.
        if (!draft.HasLink && hasKey)
            draft.Put(FieldKind.ArxivId, "key", key);
        Appeared(draft, values);
        if (fields.LacksComma)
            draft.Mended(nameof(Strings.Note_MendedComma));
        if (fields.LacksBrace)
            draft.Mended(nameof(Strings.Note_MendedBrace));
        return draft;
    }

    private static void Put(EntryDraft draft, string name, string value, Dictionary<string, string> values)
    {
        switch (name)
        {
            case "title":
                draft.Put(FieldKind.Title, name, Title(Plain(value), values.GetValueOrDefault("subtitle")));
                break;
            case "author":
                draft.Authors(Authors(value));
                break;
            case "abstract":
                draft.Put(FieldKind.Abstract, name, Abstract(value));
                break;
            case "primaryclass" or "eprintclass":
                draft.MainCategory(value);
                break;
            case "keywords":
                draft.Put(FieldKind.Other, "Keywords", Plain(value));
                draft.Field(name, Plain(value));
                break;
            case "journaltitle":
                draft.Field("journal", Plain(value));
                break;
            case "subtitle" or "eprint" or "arxivid" or "archiveprefix" or "eprinttype" or "url" or "link" or "doi" or "date" or "year" or "month":
                break;
            default:
                if (!Own.Contains(name) && !name.StartsWith("bdsk-", StringComparison.Ordinal) && !name.StartsWith("mendeley-", StringComparison.Ordinal))
                    draft.Field(name, Plain(value));
                break;
        }

        if (name is "note" or "comment" or "annote" && !value.Contains("arXiv:", StringComparison.OrdinalIgnoreCase))
            draft.Put(FieldKind.Comment, name, Plain(value));
    }

    private static void Link(EntryDraft draft, Dictionary<string, string> values)
    {
        var archive = values.GetValueOrDefault("archiveprefix") ?? values.GetValueOrDefault("eprinttype") ?? "arxiv";
        if ((values.GetValueOrDefault("eprint") ?? values.GetValueOrDefault("arxivid")) is { } eprint && archive.Equals("arxiv", StringComparison.OrdinalIgnoreCase))
            draft.Put(FieldKind.ArxivId, "eprint", eprint);
        foreach (var name in (string[])["journal", "journaltitle", "note", "howpublished", "volume", "number"])
        {
            if (values.GetValueOrDefault(name) is { } value && value.IndexOf("arXiv:", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                draft.Put(FieldKind.ArxivId, name, value[(at + 6)..].Split([' ', ',', ';', '\n', '}'])[0]);
        }

        foreach (var name in (string[])["url", "link", "howpublished", "note"])
        {
            if (values.GetValueOrDefault(name) is { } value && Url().Match(Unescaped(value)) is { Success: true } url)
                draft.Link(url.Value);
        }

        if (values.GetValueOrDefault("doi") is { } doi)
            draft.Doi(Unescaped(doi));
    }

    private static void Appeared(EntryDraft draft, Dictionary<string, string> values)
    {
        if (values.GetValueOrDefault("date") is { } date)
            draft.Put(FieldKind.Published, "date", date);
        if (values.GetValueOrDefault("year") is { } year && DayText.Part(Plain(year)) is { } part)
            draft.Appeared(part.Year, values.GetValueOrDefault("month") is { } month ? MonthOf(Plain(month)) : part.Month);
    }

    private static int? MonthOf(string text) => DayText.Month(text) ?? text.Split([' ', '~', '/', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(word => DayText.Month(word)).FirstOrDefault(month => month is not null);

    private static string Title(string title, string? subtitle) =>
        subtitle is null ? title : title.EndsWith('?') || title.EndsWith('!') || title.EndsWith(':') ? $"{title} {Plain(subtitle)}" : $"{title}: {Plain(subtitle)}";

    /// <summary>Web of Science doubles the braces; lines are wrapped, and only an empty one parts paragraphs.</summary>
    private static string Abstract(string value)
    {
        var text = Unescaped(TexText.Plain(value));
        while (text.Length > 1 && text[0] == '{' && text[^1] == '}')
            text = text[1..^1];
        var paragraphs = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
            paragraphs.Append(line.Length == 0 ? paragraphs.Length == 0 ? "" : "\n\n" : paragraphs.Length == 0 || paragraphs[^1] == '\n' ? line : " " + line);
        return paragraphs.ToString();
    }

    /// <summary>Parted by <c>and</c>; <c>Last, First</c> turned round, <c>{a group}</c> left as it is. Converters double the last one.</summary>
    private static IReadOnlyList<string> Authors(string value)
    {
        var names = Names().Split(value);
        // Without any "and" a list with several commas is a list of names.
        string[] turned = names.Length == 1 && names[0].AsSpan().Count(',') > 1 && !IsGroup(names[0])
            ? [.. AuthorNames.Of(Plain(names[0]), out _)]
            : [.. names.Select(name => name.Trim()).Where(name => name is not "others" and not "").Select(name => IsGroup(name) ? Plain(name) : AuthorNames.One(Plain(name)))];
        return turned.Length > 1 && turned[^1] == turned[^2] ? turned[..^1] : turned;
    }

    private static bool IsGroup(string name) => name.StartsWith('{') && name.EndsWith('}') && name.AsSpan(1, name.Length - 2).IndexOfAny('{', '}') < 0;

    /// <summary><c>{\$}</c>, <c>\&amp;</c>, <c>\%</c>: characters that TeX would take for its own.</summary>
    private static string Unescaped(string text) => text.Contains('\\', StringComparison.Ordinal) ? Escaped().Replace(text, "${one}") : text;

    /// <summary>Accents as characters, and without the braces that only keep capitals.</summary>
    private static string Plain(string value)
    {
        var text = Folded.White(Unescaped(TexText.Plain(value)));
        if (text.IndexOf('{', StringComparison.Ordinal) < 0 && text.IndexOf('}', StringComparison.Ordinal) < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        var inMath = false;
        foreach (var character in text)
        {
            if (character == '$')
                inMath = !inMath;
            if (inMath || character is not ('{' or '}'))
                plain.Append(character);
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"\{\\(?<one>[$&%#_])\}|\\(?<one>[$&%#_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"\s+and\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"https?://[^\s{}\\]+", RegexOptions.CultureInvariant)]
    private static partial Regex Url();
}
