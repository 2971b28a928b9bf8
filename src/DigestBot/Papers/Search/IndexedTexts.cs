namespace DigestBot.Papers.Search;

/// <summary>What of a paper is searched, field by field, in the order of the index's columns.</summary>
internal static class IndexedTexts
{
    public const int Title = 0;
    public const int Authors = 1;
    public const int Abstract = 2;
    public const int Summaries = 3;
    public const int Fields = 4;

    public static IEnumerable<string> Of(Paper paper, int field) => field switch
    {
        Title => [paper.Title],
        Authors => paper.Authors,
        Abstract => paper.Abstract,
        _ => paper.Summaries.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.Texts),
    };
}
