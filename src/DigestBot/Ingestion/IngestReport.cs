using System.Text.Json;
using System.Text.Json.Serialization;

namespace DigestBot.Ingestion;

/// <summary>
/// What became of one file. A file that was not taken has no format and says why in <c>Rejected</c>. Entries = New + Known + Updated.
/// </summary>
public sealed record IngestReport(string Path)
{
    public string? Format { get; init; }
    public DateOnly? Day { get; init; }
    public bool DayEstimated { get; init; }
    public int Entries { get; init; }
    public int New { get; init; }
    public int Known { get; init; }
    public int Updated { get; init; }
    public int Repaired { get; init; }
    public IReadOnlyList<LineReason> Rejected { get; init; } = [];
    public IReadOnlyList<LineNote> Notes { get; init; } = [];

    /// <summary>Stored; false for a file that could not be read at all.</summary>
    [JsonIgnore]
    public bool Taken => Format is not null;

    /// <summary>The file could not even be opened: another look may.</summary>
    [JsonIgnore]
    public bool Unreadable { get; init; }

    public static IngestReport NotTaken(string path, string reason) => new(path) { Rejected = [new LineReason(0, reason)] };
}

/// <summary>An entry that could not be read: its line, counted from 1 (0: the whole file), and what to do about it.</summary>
public sealed record LineReason(int Line, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(IngestReport))]
internal sealed partial class IngestReportJson : JsonSerializerContext
{
    public static string Write(IngestReport report) => JsonSerializer.Serialize(report, Default.IngestReport);

    public static IngestReport Read(string json) => JsonSerializer.Deserialize(json, Default.IngestReport)!;
}
