using System.Text.Json;

namespace DigestBot.Tests.Teams;

/// <summary>Looks into cards as they are sent.</summary>
internal static class CardTexts
{
    /// <summary>Every text a reader sees but buttons' labels, in order.</summary>
    public static IEnumerable<string> Of(JsonElement element) =>
        Objects(element).Where(found => found.TryGetProperty("type", out var type) && type.GetString() is "TextRun" or "TextBlock").Select(found => found.GetProperty("text").GetString()!);

    /// <summary>All actions, fallbacks left out.</summary>
    public static IEnumerable<JsonElement> Actions(JsonElement element) => Objects(element)
        .SelectMany(found => found.TryGetProperty("actions", out var actions) ? actions.EnumerateArray().AsEnumerable() : []);

    /// <summary>All objects, outermost first.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [element, .. element.EnumerateObject().SelectMany(property => Objects(property.Value))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
