using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace DigestBot.Papers;

/// <summary>An arXiv identifier without its version: <c>2601.18899</c> or, before April 2007, <c>math.GT/0309136</c>.</summary>
/// <remarks>https://info.arxiv.org/help/arxiv_identifier.html</remarks>
[JsonConverter(typeof(AsText))]
public readonly partial record struct ArxivId : IComparable<ArxivId>
{
    private const int Longest = 4_000;
    private static readonly char[] Opening = ['<', '(', '[', '"', '\'', '“', '‘', '«', '*', '`', '（', '【'];
    private static readonly char[] Closing = ['>', ')', ']', '"', '\'', '”', '’', '»', '*', '`', '）', '】', '.', ',', ';', ':', '!', '?', '。', '，', '；', '？'];

    private ArxivId(string value) => Value = value;

    public string Value { get; }

    public string AbstractUrl => $"https://arxiv.org/abs/{Value}";

    /// <summary>
    /// Accepts an id, <c>arXiv:id [class]</c>, arXiv's DOI, or a link to it on arXiv and the sites that show its papers, also wrapped into another link, with or
    /// without version and the punctuation around it; also with a blank at the dot, as PDFs break it.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ArxivId id, out int? version)
    {
        id = default;
        version = null;
        if (text is null || text.Length > Longest || Shape().Match(Bare(text)) is not { Success: true } match)
            return false;

        id = new ArxivId(Canonical(string.Concat(match.Groups["id"].Value.Where(c => !char.IsWhiteSpace(c)))));
        if (match.Groups["version"] is { Success: true } digits && int.TryParse(digits.ValueSpan, out var number))
            version = number;
        return true;
    }

    /// <summary>Without brackets and punctuation around it, a chat's label behind it, and the link it is wrapped in.</summary>
    private static string Bare(string text)
    {
        var bare = text.Trim().TrimStart(Opening).TrimEnd(Closing);
        if (!bare.Contains("://", StringComparison.Ordinal))
            return bare;
        if (bare.IndexOf('|', StringComparison.Ordinal) is > 0 and var label)
            bare = bare[..label];
        bare = LinkTarget.Unwrap(bare);
        return bare.Contains('%', StringComparison.Ordinal) ? bare.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : bare;
    }

    /// <summary>Old ids are written with a small archive and a capital class.</summary>
    private static string Canonical(string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return id;
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 || dot > slash ? id[..slash].ToLowerInvariant() + id[slash..] : id[..dot].ToLowerInvariant() + id[dot..].ToUpperInvariant();
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out ArxivId id) => TryParse(text, out id, out _);

    /// <summary>Year and month the id was issued in; null for a month that does not exist.</summary>
    public (int Year, int Month)? IssuedIn
    {
        get
        {
            var digits = Value.AsSpan(Value.LastIndexOf('/') + 1);
            var year = int.Parse(digits[..2]);
            var month = int.Parse(digits[2..4]);
            return month is >= 1 and <= 12 ? ((year >= 91 ? 1900 : 2000) + year, month) : null;
        }
    }

    public int CompareTo(ArxivId other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(ArxivId left, ArxivId right) => left.CompareTo(right) < 0;

    public static bool operator >(ArxivId left, ArxivId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ArxivId left, ArxivId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ArxivId left, ArxivId right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value;

    internal sealed class AsText : JsonConverter<ArxivId>
    {
        public override ArxivId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ArxivId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    [GeneratedRegex(
        """
        ^(?:https?://)?
        (?:(?:[a-z0-9-]+\.)*(?:arxiv|alphaxiv|ar5iv)\.org/(?:abs|pdf|html|format|ps|e-print|overview|audio)/
          |(?:www\.)?(?:huggingface|hf)\.co/papers/
          |(?:www\.)?(?:scirate\.com|papers\.cool|alphaxiv\.org|emergentmind\.com)/(?:arxiv|papers)/
          |(?:[a-z]+\.)?semanticscholar\.org/arxiv[:/]
          |(?:(?:dx\.|www\.)?doi\.org/|doi:?\s*)?10\.48550/arxiv\.
          |arxiv\s?:\s*|arxiv\s+)?
        (?<id>[0-9]{4}\s?\.\s?[0-9]{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?/[0-9]{7})(?:\s?v(?<version>[0-9]{1,3}))?
        (?:\.pdf)?(?:[?\#][^\s>]*)?/?
        (?:\s*[\[(][a-z.\s,;-]{2,60}[\])]?)?$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Shape();
}
