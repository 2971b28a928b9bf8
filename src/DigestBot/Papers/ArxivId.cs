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
    private ArxivId(string value) => Value = value;

    public string Value { get; }

    public string AbstractUrl => $"https://arxiv.org/abs/{Value}";

    /// <summary>Accepts an id, <c>arXiv:id</c> or any abs/pdf/html link, with or without version; also with a blank at the dot, as PDFs break it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ArxivId id, out int? version)
    {
        id = default;
        version = null;
        if (text is null || Shape().Match(text.Trim()) is not { Success: true } match)
            return false;

        id = new ArxivId(string.Concat(match.Groups["id"].Value.Where(c => !char.IsWhiteSpace(c))));
        if (match.Groups["version"] is { Success: true } digits && int.TryParse(digits.ValueSpan, out var number))
            version = number;
        return true;
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
        @"^(?:<)?(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/|arxiv:\s*)?(?<id>[0-9]{4}\s?\.\s?[0-9]{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?/[0-9]{7})(?:\s?v(?<version>[0-9]{1,3}))?(?:\.pdf)?(?:[?#][^\s>]*)?/?>?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
