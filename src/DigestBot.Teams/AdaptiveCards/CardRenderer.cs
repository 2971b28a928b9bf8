using DigestBot.Messages;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>
/// A message as Adaptive Cards: one, or as many as its size needs. A block stays whole where a card can hold it; nothing is left out.
/// Colours, sizes and fonts are the reader's theme's, so light, dark and high contrast are Teams' business.
/// </summary>
internal static class CardRenderer
{
    /// <summary>Teams counts about 100 KB in UTF-16 over the whole activity, but cards of 28 to 40 kB were refused in practice.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages</remarks>
    public const int MostBytes = 28 * 1024;

    private const int EmptyCardBytes = 700;
    private const int LongestFallback = 200;

    public static IReadOnlyList<AdaptiveCard> Render(Message message, int mostBytes = MostBytes)
    {
        var cards = Packed(message.Blocks.Count == 0 ? [CardText.Lines(message.Summary)] : Groups(message.Blocks), mostBytes - EmptyCardBytes);
        return [.. cards.Select((body, i) => new AdaptiveCard([.. body, .. Part(i + 1, cards.Count)], Fallback(message)))];
    }

    /// <summary>The two halves of a card that was too big; null where it cannot be split.</summary>
    public static (AdaptiveCard First, AdaptiveCard Second)? Halve(AdaptiveCard card) => card.Body.Count < 2
        ? null
        : (card with { Body = [.. card.Body.Take(card.Body.Count / 2)] }, card with { Body = [.. card.Body.Skip(card.Body.Count / 2)] });

    /// <summary>The plain line shown in notifications and where no card can be shown.</summary>
    public static string Fallback(Message message) => CardText.Shortened(message.Summary, LongestFallback);

    private static List<IReadOnlyList<CardElement>> Groups(IReadOnlyList<Block> blocks)
    {
        var groups = new List<IReadOnlyList<CardElement>>();
        Block? above = null;
        foreach (var block in blocks)
        {
            if (block is not Divider && CardBlocks.Of(block) is { Count: > 0 } elements)
            {
                var first = elements[0] with { Separator = above is Divider, Spacing = above is null ? null : CardBlocks.SpacingBetween(above, block) };
                groups.Add([first, .. elements.Skip(1)]);
            }

            above = block;
        }

        return groups;
    }

    private static List<List<CardElement>> Packed(IReadOnlyList<IReadOnlyList<CardElement>> groups, int mostBytes)
    {
        var cards = new List<List<CardElement>> { new() };
        var room = mostBytes;
        foreach (var group in groups)
        {
            var whole = group.Sum(CardJson.Bytes);
            if (whole > room && whole <= mostBytes)
                NextCard();
            foreach (var element in group)
            {
                var bytes = CardJson.Bytes(element);
                if (bytes > room)
                    NextCard();
                cards[^1].Add(element);
                room -= bytes;
            }
        }

        return cards;

        void NextCard()
        {
            if (cards[^1].Count > 0)
                cards.Add([]);
            room = mostBytes;
        }
    }

    // Numbers only: whoever sends has no language of the reader's.
    private static IEnumerable<CardElement> Part(int part, int parts) =>
        parts == 1 ? [] : CardText.Lines($"{part}/{parts}", TextLook.Small);
}
