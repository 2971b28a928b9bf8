using System.Reflection;

namespace DigestBot.Ingestion;

/// <summary>Every format the product reads: each class in <c>Formats/</c> that is an <see cref="IDigestFormat"/>. Nothing else is to be touched for a new one.</summary>
internal static class DigestFormats
{
    public static readonly IReadOnlyList<IDigestFormat> All = In(typeof(DigestFormats).Assembly);

    /// <summary>In an order of their own, so that detection does not depend on the order of a list.</summary>
    public static IReadOnlyList<IDigestFormat> In(Assembly assembly) =>
        [.. assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IDigestFormat)))
            .Select(type => (IDigestFormat)Activator.CreateInstance(type)!)
            .OrderBy(format => format.IsLastResort)
            .ThenBy(format => format.Name, StringComparer.Ordinal)];

    public static DetectedFormat? Detect(DigestText text) => Detect(text, All);

    /// <summary>
    /// The one that recognises the text. Where several do, as a stray line may look like another format's mark, the one that reads the most entries,
    /// then the surest. Null where none does.
    /// </summary>
    public static DetectedFormat? Detect(DigestText text, IReadOnlyList<IDigestFormat> formats)
    {
        var candidates = Candidates(text, formats.Where(format => !format.IsLastResort));
        if (candidates.Count == 0)
            candidates = Candidates(text, formats.Where(format => format.IsLastResort));
        return candidates.Count < 2
            ? candidates.FirstOrDefault()
            : candidates.Select(candidate => candidate with { Read = candidate.Parse(text) }).MaxBy(candidate => (candidate.Read!.Entries.Count, candidate.Confidence));
    }

    private static List<DetectedFormat> Candidates(DigestText text, IEnumerable<IDigestFormat> formats) =>
        [.. formats.Select(format => new DetectedFormat(format, format.Confidence(text))).Where(candidate => candidate.Confidence > 0)];
}

/// <param name="Confidence">Percent.</param>
internal sealed record DetectedFormat(IDigestFormat Format, int Confidence)
{
    public string Name => Format.Name;

    /// <summary>What it made of the text, where it had to be read to decide.</summary>
    public ParsedDigest? Read { get; init; }

    public ParsedDigest Parse(DigestText text) => Read ?? Format.Parse(text);
}
