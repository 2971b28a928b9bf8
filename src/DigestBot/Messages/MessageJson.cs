using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Messages;

/// <summary>A message as it is stored (outbox, last lists): camelCase, blocks told apart by <c>type</c>, what is empty left out.</summary>
public static class MessageJson
{
    // Relaxed: Chinese stays readable in the rows. Never to be pasted into a page: it does not escape < and &.
    private static readonly MessageJsonContext Context = new(new JsonSerializerOptions(MessageJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Serialize(Message message) => JsonSerializer.Serialize(message, Context.Message);

    /// <summary>Throws <see cref="JsonException"/> where the text is no message: rows are written by us, so that is a bug.</summary>
    public static Message Deserialize(string json)
    {
        var message = JsonSerializer.Deserialize(json, Context.Message) ?? throw new JsonException("A message was expected, not null.");
        // Digests that waited to be sent when the program was updated name their papers as older versions did.
        return message.Blocks.Any(IsUnworded)
            ? message with { Blocks = [.. message.Blocks.Select(block => IsUnworded(block) ? EntryRow.Unworded(((Section)block).Entry!) : block)] }
            : message;
    }

    private static bool IsUnworded(Block block) => block is Section { Entry: not null, Text.Inlines.Count: 0 };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJsonContext : JsonSerializerContext;
