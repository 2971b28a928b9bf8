using DigestBot.Papers;

namespace DigestBot.Messages;

/// <summary>What a card tells of a paper without a summary, out of its abstract: the key sentences, or a short one whole; marked as that.</summary>
/// <param name="IsWhole">There is no more to read.</param>
internal sealed record AbstractExtract(IReadOnlyList<Block> Blocks, string Note, bool IsWhole)
{
    private const int LongestShown = 700;

    /// <summary>Null where there is no abstract.</summary>
    public static AbstractExtract? Of(Paper paper, ReaderSummary summary)
    {
        IReadOnlyList<string> paragraphs = [.. paper.Abstract.Where(paragraph => !string.IsNullOrWhiteSpace(paragraph))];
        if (paragraphs.Count == 0)
            return null;
        var inOthers = summary.Available.Count > 0;
        if (KeySentences.Of(paragraphs) is { } key)
            return new AbstractExtract([new FieldList([.. Fields(key)])], Said(inOthers, Strings.Card_Extracted, Strings.Card_ExtractedFor, summary), IsWhole: false);

        var start = OneSentence.Of(paragraphs[0], sentences: 3, LongestShown);
        var isWhole = paragraphs.Count == 1 && paragraphs[0].Trim().Length <= start.Length;
        return new AbstractExtract(
            [new Section(BareLinks.Find(MathText.Readable(start)))],
            isWhole ? Said(inOthers, Strings.Card_AbstractIsAll, Strings.Card_AbstractIsAllFor, summary) : Said(inOthers, Strings.Card_AbstractStarts, Strings.Card_AbstractStartsFor, summary),
            isWhole);
    }

    private static IEnumerable<Field> Fields(KeySentences key)
    {
        foreach (var (label, sentence) in new[] { (Strings.Card_What, key.What), (Strings.Card_How, key.How), (Strings.Card_Result, key.Result) })
        {
            if (sentence is not null)
                yield return new Field(label, BareLinks.Find(MathText.Readable(sentence)));
        }
    }

    private static string Said(bool inOthers, string none, string noneIn, ReaderSummary summary) =>
        inOthers ? string.Format(noneIn, LanguageName.ForReader(summary.Wanted)) : none;
}
