using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Delivery;

/// <summary>The ids of a message's posts after its first, as they are stored.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PostIds : JsonSerializerContext
{
    public static string? Write(IReadOnlyList<string> ids) => ids.Count == 0 ? null : JsonSerializer.Serialize(ids, Default.IReadOnlyListString);

    public static IReadOnlyList<string> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListString)!;
}
