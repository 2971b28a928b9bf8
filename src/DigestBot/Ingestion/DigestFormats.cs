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

    /// <summary>The surest; null where none is sure at all.</summary>
    public static DetectedFormat? Detect(DigestText text, IReadOnlyList<IDigestFormat> formats)
    {
        DetectedFormat? best = null;
        foreach (var format in formats)
        {
            if (format.IsLastResort && best is { Format.IsLastResort: false })
                break;
            var confidence = format.Confidence(text);
            if (confidence > (best?.Confidence ?? 0))
                best = new DetectedFormat(format, confidence);
            if (confidence == 100)
                break;
        }

        return best;
    }
}

/// <param name="Confidence">Percent.</param>
internal sealed record DetectedFormat(IDigestFormat Format, int Confidence)
{
    public string Name => Format.Name;

    public ParsedDigest Parse(DigestText text) => Format.Parse(text);
}
