using System.Globalization;
using System.Text.Json.Serialization;

namespace DigestBot.Papers;

/// <summary>How a paper appeared, as bibliographies say it: the kind (<c>article</c>, <c>inproceedings</c> …) and fields under BibTeX's names, so that they can be given back.</summary>
/// <remarks>https://www.bibtex.org/Format/</remarks>
public sealed record Publication(string Type)
{
    /// <summary>What is no more than "something that was written".</summary>
    public const string Misc = "misc";

    /// <summary>What the file it came in cites it by.</summary>
    public string? Key { get; init; }

    /// <summary><c>journal</c>, <c>booktitle</c>, <c>volume</c>, <c>number</c>, <c>pages</c>, <c>publisher</c>, <c>year</c>, <c>month</c> …; none is empty.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    [JsonIgnore]
    public int? Year => this["year"] is { Length: >= 4 } text && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1000 and < 3000 ? year : null;

    /// <summary>Its number.</summary>
    [JsonIgnore]
    public int? Month => int.TryParse(this["month"], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? month : null;

    /// <summary>Where it appeared: the journal, else the book or proceedings.</summary>
    [JsonIgnore]
    public string? Container => this["journal"] ?? this["booktitle"];

    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>Fields of the first that has them.</summary>
    public static Publication? Join(IEnumerable<Publication> best)
    {
        Publication? joined = null;
        foreach (var next in best)
        {
            joined = joined is null ? next : new Publication(joined.Type == Misc ? next.Type : joined.Type)
            {
                Key = joined.Key ?? next.Key,
                Fields = new SortedDictionary<string, string>(next.Fields.Concat(joined.Fields).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value), StringComparer.Ordinal),
            };
        }

        return joined;
    }

    public bool Equals(Publication? other) =>
        other is not null && Type == other.Type && Key == other.Key && Fields.Count == other.Fields.Count
        && Fields.All(pair => other.Fields.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public override int GetHashCode() => HashCode.Combine(Type, Key, Fields.Count);
}
