using System.Text.Json.Nodes;

namespace DigestBot.Tests.Slack;

/// <summary>What Slack refuses in blocks, written from its documentation independently of the code under test.</summary>
internal static class BlockKitRules
{
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;
    public const string TooLong = "too long together";

    /// <summary>The first fault, or null.</summary>
    public static string? Check(JsonArray? blocks, int most)
    {
        if (blocks is null)
            return null;
        if (blocks.Count > most)
            return $"{blocks.Count} blocks";
        if (blocks.Select((block, i) => Check(block!.AsObject()) is { } fault ? $"[json-pointer:/blocks/{i}] {fault}" : null).FirstOrDefault(fault => fault is not null) is { } first)
            return first;
        return most == MessageBlocks && Texts(blocks).Sum(text => text.Length) > 11_000 ? TooLong : null;
    }

    public static string? CheckView(JsonObject view)
    {
        foreach (var name in (string[])["title", "submit", "close"])
        {
            if (view[name] is { } text && Plain(text, 24) is { } fault)
                return $"/{name} {fault}";
        }

        if (view["type"]!.GetValue<string>() == "modal" && view["title"] is null)
            return "/title is missing";
        return view["private_metadata"]?.GetValue<string>().Length > 3000 ? "/private_metadata is too long" : view["callback_id"]?.GetValue<string>().Length > 255 ? "/callback_id is too long" : null;
    }

    private static string? Check(JsonObject block) => block["type"]?.GetValue<string>() switch
    {
        "header" => Plain(block["text"], 150),
        "divider" => null,
        "section" => Text(block["text"], 3000),
        "context" => Several(block, 10, element => Text(element, 3000)),
        "actions" => Several(block, 25, Element) ?? Unique(block["elements"]!.AsArray()),
        "rich_text" => Several(block, 1000, RichText),
        "input" => block["block_id"]?.GetValue<string>().Length is null or 0 or > 255 ? "block_id" : Plain(block["label"], 2000) ?? (block["hint"] is { } hint ? Plain(hint, 2000) : null) ?? Element(block["element"]),
        var type => $"unknown block {type}",
    };

    private static string? Element(JsonNode? element)
    {
        if (element?["action_id"]?.GetValue<string>().Length is null or 0 or > 255)
            return "action_id";
        return element["type"]!.GetValue<string>() switch
        {
            "button" => Plain(element["text"], 75)
                ?? (element["value"]?.GetValue<string>().Length is > 2000 or 0 ? "button value" : element["style"]?.GetValue<string>() is not (null or "primary" or "danger") ? "button style" : element["accessibility_label"]?.GetValue<string>().Length > 75 ? "accessibility_label" : null),
            "plain_text_input" => element["initial_value"]?.GetValue<string>().Length > 3000 ? "initial_value" : null,
            "timepicker" => TimeOnly.TryParseExact(element["initial_time"]?.GetValue<string>(), "HH:mm", out _) ? null : "initial_time",
            "checkboxes" => element["options"] is JsonArray { Count: <= 10 } boxes ? Options(boxes) : "too many boxes",
            "static_select" or "multi_static_select" => Options(element["options"]),
            "multi_external_select" => element["initial_options"] is { } initial ? Options(initial) : null,
            var type => $"unknown element {type}",
        };
    }

    private static string? Options(JsonNode? options) => options is JsonArray { Count: > 0 and <= 100 } all
        ? all.Select(option => Plain(option!["text"], 75) ?? (option["value"]?.GetValue<string>().Length is null or 0 or > 150 ? "option value" : null)).FirstOrDefault(fault => fault is not null)
        : "options";

    private static string? RichText(JsonNode? part) => part?["type"]?.GetValue<string>() switch
    {
        "rich_text_section" => Runs(part["elements"]),
        "rich_text_list" => part["style"]?.GetValue<string>() is "bullet" or "ordered" ? Several(part.AsObject(), 1000, RichText) : "list style",
        var type => $"unknown rich text {type}",
    };

    private static string? Runs(JsonNode? runs) => runs is JsonArray { Count: > 0 } all
        ? all.Select(run => run!["type"]!.GetValue<string>() switch
        {
            "text" => run["text"]?.GetValue<string>().Length > 0 ? null : "empty text",
            "link" => Uri.TryCreate(run["url"]?.GetValue<string>(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : "link url",
            var type => $"unknown run {type}",
        }).FirstOrDefault(fault => fault is not null)
        : "no runs";

    private static string? Several(JsonObject block, int most, Func<JsonNode?, string?> check) =>
        block["elements"] is JsonArray { Count: > 0 } elements && elements.Count <= most ? elements.Select(check).FirstOrDefault(fault => fault is not null) : "elements";

    private static string? Unique(JsonArray elements) =>
        elements.Select(element => element!["action_id"]!.GetValue<string>()).Distinct().Count() == elements.Count ? null : "duplicate action_id";

    private static string? Plain(JsonNode? text, int most) => text?["type"]?.GetValue<string>() == "plain_text" ? Text(text, most) : "not plain_text";

    private static string? Text(JsonNode? text, int most) =>
        text?["text"]?.GetValue<string>() is not { Length: > 0 } value ? "no text"
        : value.Length > most ? $"{value.Length} characters"
        : text["type"]!.GetValue<string>() == "mrkdwn" && (value.Contains("<!", StringComparison.Ordinal) || value.Contains("<@", StringComparison.Ordinal)) ? "a mention"
        : null;

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(pair => pair is { Key: "text", Value: JsonValue value } ? [value.ToString()] : Texts(pair.Value)),
        JsonArray all => all.SelectMany(Texts),
        _ => [],
    };
}
