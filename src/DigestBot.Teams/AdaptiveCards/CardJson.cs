using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>Cards as they are sent.</summary>
internal static class CardJson
{
    // Relaxed: Chinese as it is, three bytes instead of six. Sent as application/json, never pasted into a page.
    private static readonly CardJsonContext Context = new(new JsonSerializerOptions(CardJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Serialize(AdaptiveCard card) => JsonSerializer.Serialize(card, Context.AdaptiveCard);

    public static JsonElement Element(AdaptiveCard card) => JsonSerializer.SerializeToElement(card, Context.AdaptiveCard);

    public static int Bytes(AdaptiveCard card) => JsonSerializer.SerializeToUtf8Bytes(card, Context.AdaptiveCard).Length;

    public static int Bytes(CardElement element) => JsonSerializer.SerializeToUtf8Bytes(element, Context.CardElement).Length;

    public static int Bytes(TextRun run) => JsonSerializer.SerializeToUtf8Bytes(run, Context.TextRun).Length;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJsonContext : JsonSerializerContext;
