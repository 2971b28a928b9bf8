using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Papers;

/// <summary>How entries and the lists of a paper are kept in columns: compact JSON, text unescaped.</summary>
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(SortedDictionary<string, Summary>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, Summary>))]
internal sealed partial class PapersJson : JsonSerializerContext
{
    private static readonly PapersJson Compact = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, Compact.IReadOnlyListString);

    public static string Write(IReadOnlyDictionary<string, Summary> summaries) =>
        JsonSerializer.Serialize(new SortedDictionary<string, Summary>(summaries.ToDictionary(), StringComparer.Ordinal), Compact.SortedDictionaryStringSummary);

    public static string? Write(Publication? publication) => publication is null ? null : JsonSerializer.Serialize(publication, Compact.Publication);

    public static string Write(Entry entry) => JsonSerializer.Serialize(entry, Compact.Entry);

    public static IReadOnlyList<string> ReadList(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, Compact.IReadOnlyListString)!;

    public static IReadOnlyDictionary<string, Summary> ReadSummaries(string json) =>
        JsonSerializer.Deserialize(json, Compact.IReadOnlyDictionaryStringSummary)!;

    public static Publication ReadPublication(string json) => JsonSerializer.Deserialize(json, Compact.Publication)!;

    public static Entry ReadEntry(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Compact.Entry)!;

    public static Entry ReadEntry(string json) => JsonSerializer.Deserialize(json, Compact.Entry)!;
}
