using System.Text.Json;
using System.Text.Json.Serialization;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>
/// What became of one file. A file that was not taken has no format and says why in <c>Rejected</c>. Entries = New + Known + Updated.
/// A file of several files (a zip) has their reports as <c>Parts</c> and their sums.
/// </summary>
public sealed record IngestReport(string Path)
{
    /// <summary>The digest file's number, for <c>report N</c>; null where nothing was stored.</summary>
    public long? Number { get; init; }

    public string? Format { get; init; }

    /// <summary>Percent.</summary>
    public int Confidence { get; init; }

    /// <summary>What the digest file was wrapped in: <c>zip</c>, <c>gzip</c>, <c>e-mail</c>; null for a plain file.</summary>
    public string? Wrapping { get; init; }

    /// <summary>Null for several files of different days.</summary>
    public DateOnly? Day { get; init; }
    public DaySource? DaySource { get; init; }
    public bool DayEstimated { get; init; }

    /// <summary>Older than two weeks on arrival: searchable, and sent to nobody by itself. Of several files: some are.</summary>
    public bool Backfill { get; init; }

    /// <summary>The same content was taken before; <c>Number</c> is that file's.</summary>
    [JsonIgnore]
    public bool Again { get; init; }
    public int Entries { get; init; }
    public int New { get; init; }
    public int Known { get; init; }
    public int Updated { get; init; }

    /// <summary>Announced as a new version; among the entries above.</summary>
    public int Replaced { get; init; }
    public int Repaired { get; init; }
    public IReadOnlyList<SectionCount> Sections { get; init; } = [];
    public IReadOnlyList<LineReason> Rejected { get; init; } = [];
    public IReadOnlyList<LineNote> Repairs { get; init; } = [];
    public IReadOnlyList<LineNote> Notes { get; init; } = [];
    public IReadOnlyList<IngestReport> Parts { get; init; } = [];

    /// <summary>Stored; false for a file that could not be read at all.</summary>
    [JsonIgnore]
    public bool Taken => Format is not null;

    /// <summary>The file could not even be opened: another look may.</summary>
    [JsonIgnore]
    public bool Unreadable { get; init; }

    /// <summary>Refused for its size, before it was read or while.</summary>
    [JsonIgnore]
    public bool TooLarge { get; init; }

    /// <summary>Refused as reading it took more computing time than it was given.</summary>
    [JsonIgnore]
    public bool Slow { get; init; }

    /// <summary>Why it was not taken, or the first file in it; null where all was.</summary>
    [JsonIgnore]
    public string? Problem => !Taken
        ? Rejected[0].Reason
        : Parts.FirstOrDefault(part => part.Problem is not null) is { } part ? $"{System.IO.Path.GetFileName(part.Path)}: {part.Problem}" : null;

    private const string Letter = "e-mail";

    public static IngestReport NotTaken(string path, string reason) => new(path) { Rejected = [new LineReason(0, reason)] };

    public static IngestReport NotTaken(string path, Remark reason) => new(path) { Rejected = [new LineReason(0, reason.English, reason)] };

    /// <summary>Of the files in one: a single one speaks for the whole.</summary>
    internal static IngestReport Of(string path, string wrapping, IReadOnlyList<IngestReport> parts)
    {
        if (parts is [var only])
            return only with { Path = path, Wrapping = wrapping };
        // A letter around a digest file, and the pictures in it, are none, and nothing is wrong with that.
        var isLetter = wrapping == Letter && parts.Any(part => part is { Taken: true, Entries: > 0 });
        var beside = isLetter ? parts.Where(part => !part.Taken).ToList() : [];
        parts = isLetter ? [.. parts.Where(part => part.Taken)] : parts;
        return new IngestReport(path)
        {
            Notes = [.. beside.Select(part => new LineNote(0, new Remark(nameof(Strings.Note_BesideDigest), System.IO.Path.GetFileName(part.Path))))],
            Format = parts.Any(part => part.Taken) ? wrapping : null,
            Confidence = 100,
            Wrapping = wrapping,
            Day = parts.Select(part => part.Day).Distinct().Take(2).ToList() is [var day] ? day : null,
            DayEstimated = parts.Any(part => part.DayEstimated),
            Backfill = parts.Any(part => part.Backfill),
            Entries = parts.Sum(part => part.Entries),
            New = parts.Sum(part => part.New),
            Known = parts.Sum(part => part.Known),
            Updated = parts.Sum(part => part.Updated),
            Replaced = parts.Sum(part => part.Replaced),
            Repaired = parts.Sum(part => part.Repaired),
            Rejected = parts.Count == 0
                ? NotTaken(path, new Remark(nameof(Strings.Note_NothingInside), wrapping)).Rejected
                : [.. parts.SelectMany(part => part.Rejected.Select(rejected => rejected with { Reason = $"{part.Path}: {rejected.Reason}", File = rejected.File ?? part.Path }))],
            Parts = parts,
        };
    }
}

/// <summary>An entry that could not be read: its line, counted from 1 (0: the whole file), and what to do about it; of a file in an archive, with its name.</summary>
public sealed record LineReason(int Line, string Reason, Remark? Said = null)
{
    public string? File { get; init; }
}

/// <summary>Reports as JSON, as they are stored and answered.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IngestReport))]
public sealed partial class IngestReportJson : JsonSerializerContext
{
    public static string Write(IngestReport report) => JsonSerializer.Serialize(report, Default.IngestReport);

    public static IngestReport Read(string json) => JsonSerializer.Deserialize(json, Default.IngestReport)!;
}
