using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Digests;

/// <summary>How coverage is kept and printed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Coverage))]
internal sealed partial class DigestsJson : JsonSerializerContext
{
    public static string Write(Coverage coverage) => JsonSerializer.Serialize(coverage, Default.Coverage);

    public static Coverage Read(string json) => JsonSerializer.Deserialize(json, Default.Coverage)!;
}
