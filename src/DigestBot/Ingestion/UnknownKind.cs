using System.Text.Json;
using System.Text.RegularExpressions;
using DigestBot.Messages;

namespace DigestBot.Ingestion;

/// <summary>What is said of a text that no format recognises: for JSON where it breaks, for an error message what it says, for other texts what they are and what is read at all.</summary>
internal static partial class UnknownKind
{
    private const int Start = 20_000;
    private const int MostAddresses = 5;
    private static readonly string[] ErrorNames = ["error", "errors", "message", "detail", "error_description", "reason", "title"];

    public static Remark Say(string path, DigestText text, int length)
    {
        if (length == 0)
            return new Remark(nameof(Strings.Note_Empty));
        var head = text.Head(Start).ToString();
        if (head.Contains("<opml", StringComparison.OrdinalIgnoreCase))
            return new Remark(nameof(Strings.Note_IsFeedList), string.Join(", ", FeedAddress().Matches(head).Take(MostAddresses).Select(match => match.Groups["url"].Value)));
        if (head.TrimStart() is ['{' or '[', ..] && Error(text.Whole) is { } error)
            return new Remark(nameof(Strings.Note_ServiceError), LineNote.Excerpt(error));
        if (ErrorPage().Match(head) is { Success: true } page)
            return new Remark(nameof(Strings.Note_ServiceError), LineNote.Excerpt(page.Groups["title"].Value));
        if (head.Contains("<svg", StringComparison.OrdinalIgnoreCase) && !head.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return new Remark(nameof(Strings.Note_IsPicture), "SVG");
        if (head.TrimStart().StartsWith("BEGIN:VCALENDAR", StringComparison.Ordinal))
            return new Remark(nameof(Strings.Note_IsCalendar));
        if (head.Contains("<html", StringComparison.OrdinalIgnoreCase) || head.Contains("<body", StringComparison.OrdinalIgnoreCase))
            return new Remark(nameof(Strings.Note_NoPapersOnPage));
        var broken = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => BrokenAt(text.Whole),
            ".jsonl" or ".ndjson" => BrokenLine(text),
            _ => null,
        };
        return broken switch
        {
            null => new Remark(nameof(Strings.Note_UnknownKind)),
            0 => new Remark(nameof(Strings.Note_NoPapers)),
            { } line => new Remark(nameof(Strings.Note_BrokenJson), $"{line}"),
        };
    }

    /// <summary>What an API answers where something went wrong: an object that says so and has no list.</summary>
    private static string? Error(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.EnumerateObject().Any(property => property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 1))
                return null;
            foreach (var name in ErrorNames)
            {
                if (root.TryGetProperty(name, out var value) && Text(value) is { Length: > 0 } text && (name is "error" or "errors" || root.EnumerateObject().Count() <= 6)
                    // RFC 9457 has a title beside its status; papers have titles, too.
                    && (name != "title" || root.TryGetProperty("status", out _)))
                    return text;
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => ErrorNames.Select(name => value.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.String ? inner.GetString() : null).FirstOrDefault(text => text is not null),
        JsonValueKind.Array when value.GetArrayLength() > 0 => Text(value[0]),
        _ => null,
    };

    /// <summary>The line, counted from 1; 0 for whole JSON.</summary>
    private static int? BrokenAt(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return 0;
        }
        catch (JsonException exception)
        {
            return (int)(exception.LineNumber ?? 0) + 1;
        }
    }

    private static int? BrokenLine(DigestText text)
    {
        for (var i = 0; i < text.LineCount; i++)
        {
            var line = text.Line(i).Trim();
            if (!line.IsEmpty && BrokenAt(line.ToString()) > 0)
                return i + 1;
        }

        return 0;
    }

    [GeneratedRegex("""\bxmlUrl\s*=\s*["'](?<url>[^"']{1,300})["']""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex FeedAddress();

    [GeneratedRegex(@"<title>\s*(?<title>(?:[45][0-9]{2}\b|error|access denied|forbidden|not found|too many requests|just a moment|service unavailable|rate limit|attention required|captcha|sign in|log ?in)[^<]{0,100})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorPage();
}
