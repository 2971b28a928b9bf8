using System.Text.Json.Serialization;
using DigestBot.Messages;
using DigestBot.Papers;

namespace DigestBot.Ingestion;

/// <summary>A kind of digest file: one class with a parameterless constructor, one file in <c>Formats/</c>. Pure: text in, entries out, never throws.</summary>
internal interface IDigestFormat
{
    /// <summary>As shown in reports: <c>daily-markdown</c>.</summary>
    string Name { get; }

    /// <summary>How sure the format is that the text is its own, in percent: 0 not at all, 100 by marks nothing else has. Looks at the start only.</summary>
    int Confidence(DigestText text);

    /// <summary>Tried only where no other format recognises the text.</summary>
    bool IsLastResort => false;

    /// <summary>A file without any paper can be meant as one: a feed on a Sunday.</summary>
    bool MayBeEmpty => false;

    ParsedDigest Parse(DigestText text);
}

/// <summary>What a format made of a file. <c>Day</c> only where the content states it. <c>Rejected</c> are entries that could not be read;
/// <c>Notes</c> are lines that are no entries, and totals that do not match; <c>Repairs</c> what was mended in which entry.</summary>
internal sealed record ParsedDigest(string Format, IReadOnlyList<Entry> Entries)
{
    public DateOnly? Day { get; init; }

    /// <summary>The file's own sections with what it declares of each; empty where it has none.</summary>
    public IReadOnlyList<SectionCount> Sections { get; init; } = [];
    public IReadOnlyList<LineNote> Rejected { get; init; } = [];
    public IReadOnlyList<LineNote> Notes { get; init; } = [];
    public IReadOnlyList<LineNote> Repairs { get; init; } = [];
}

/// <summary>Entries found in a section of a digest file, and how many the file says there are.</summary>
public sealed record SectionCount(string Name, int Found, int? Declared = null);

/// <summary>A remark about a line, counted from 1 (0: about the whole file), in English and as every language can say it.</summary>
[method: JsonConstructor]
public sealed record LineNote(int Line, string Note, Remark? Said = null)
{
    private const int LongestExcerpt = 80;

    public LineNote(int line, Remark said)
        : this(line, said.English, said)
    {
    }

    public static LineNote NoEntry(int line, string text) => new(line, new Remark(nameof(Strings.Note_NoEntry), Excerpt(text)));

    public static string Excerpt(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length <= LongestExcerpt)
            return trimmed.ToString();
        // A sign made of two chars is not cut in half.
        var length = char.IsHighSurrogate(trimmed[LongestExcerpt - 2]) ? LongestExcerpt - 2 : LongestExcerpt - 1;
        return string.Concat(trimmed[..length], "…");
    }
}
