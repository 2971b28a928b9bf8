using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Ingestion.Reading;

/// <summary>
/// What the reading process says, a line each, in the order of the files: an archive begins with its wrapping's name and ends; a digest file comes with what is
/// said of it and is followed by its entries; a file that is not taken comes with the reason. <c>Done</c> is the last line of all.
/// </summary>
internal sealed record ReadMessage
{
    public string Path { get; init; } = "";

    public string? Wrapping { get; init; }

    public bool WrappingEnds { get; init; }

    public Remark? Problem { get; init; }

    public ReadFile? File { get; init; }

    public bool Done { get; init; }
}

/// <summary>A digest file without its entries, of which <c>Entries</c> follow.</summary>
/// <param name="Hash">SHA-256 of the content, hex.</param>
/// <param name="Confidence">Percent.</param>
internal sealed record ReadFile(string Hash, string Format, int Confidence, int Entries)
{
    public DateOnly? Day { get; init; }
    public IReadOnlyList<SectionCount> Sections { get; init; } = [];
    public IReadOnlyList<LineNote> Rejected { get; init; } = [];
    public IReadOnlyList<LineNote> Notes { get; init; } = [];
    public IReadOnlyList<LineNote> Repairs { get; init; } = [];
}

/// <summary>What the reading process is asked: a file's name; its bytes follow.</summary>
/// <param name="Length">About how many bytes; 0 where that is not known.</param>
/// <param name="CpuSeconds">What it may take.</param>
internal sealed record ReadRequest(string Path, long Length, double CpuSeconds);

[JsonSerializable(typeof(ReadMessage))]
[JsonSerializable(typeof(ReadRequest))]
internal sealed partial class ReadJson : JsonSerializerContext
{
    /// <summary>Each line begins with what it is.</summary>
    public const byte Message = (byte)'M';
    public const byte Entry = (byte)'E';

    private static readonly ReadJson Compact = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(ReadMessage message) => JsonSerializer.Serialize(message, Compact.ReadMessage);

    public static ReadMessage ReadMessageLine(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Compact.ReadMessage)!;

    public static byte[] Write(ReadRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, Compact.ReadRequest);

    public static ReadRequest ReadRequestLine(string json) => JsonSerializer.Deserialize(json, Compact.ReadRequest)!;
}
