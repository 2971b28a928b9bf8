using System.Text.Encodings.Web;
using System.Text.Json;

namespace DigestBot.Host.CommandLine;

/// <summary>How <c>--json</c> writes: camelCase, missing as null, Chinese and plus signs as they are.</summary>
internal static class ReadableJson
{
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
