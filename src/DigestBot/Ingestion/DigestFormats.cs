using DigestBot.Ingestion.Formats;

namespace DigestBot.Ingestion;

/// <summary>Every format the product reads, the most telling first. A new one is a file in <c>Formats/</c> and a line here.</summary>
internal static class DigestFormats
{
    public static readonly IReadOnlyList<IDigestFormat> All =
    [
        new DailyMarkdownFormat(),
        new AbstractListFormat(),
    ];

    /// <summary>The first that recognises the text; null where none does.</summary>
    public static IDigestFormat? Detect(DigestText text)
    {
        foreach (var format in All)
        {
            if (format.Recognises(text))
                return format;
        }

        return null;
    }
}
