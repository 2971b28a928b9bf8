using System.Text.Json.Serialization;
using DigestBot.Papers;

namespace DigestBot.Messages;

/// <summary>Which paper a digest's row shows, and how: all that is needed to write the row anew.</summary>
/// <param name="Number">As <c>card 3</c> counts.</param>
public sealed record ShownEntry(long Paper, int Number, string Language, bool Compact)
{
    /// <summary>Set where it stands clearly out: the number of people it is for, 0 where that is the one who reads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? For { get; init; }
}

/// <summary>Which paper a card shows, and how: its reader's choices, and what it shows besides.</summary>
/// <param name="UiLanguage">Of labels and buttons.</param>
public sealed record ShownCard(long Paper, string Language, bool WithAbstract, string UiLanguage, CardExtras Extras);

/// <summary>
/// A message that was posted, with its papers as they are now: the same rows in the same order, under the same heading and coverage line.
/// What is no row of a paper stays as it was, and so does a row that is not in words yet. Pure.
/// </summary>
public static class Correction
{
    /// <summary>The papers a message shows.</summary>
    public static IEnumerable<long> PapersOf(Message message) =>
        message.Card is { } card ? [card.Paper] : message.Blocks.OfType<EntryRow>().Select(row => row.Shown?.Paper).OfType<long>();

    /// <param name="papers">By the id they were shown under; rows of papers that are no more stay as they were.</param>
    public static Message Compose(Message posted, IReadOnlyDictionary<long, Paper> papers)
    {
        // What a model wrote was about the paper as it was.
        if (posted.Card is { } card)
            return card.Extras.Generated is null && papers.TryGetValue(card.Paper, out var paper) ? Compose(card, paper) : posted;
        return posted with { Blocks = [.. posted.Blocks.Select(block => block is EntryRow { Shown: { } shown, IsUnworded: false } && papers.TryGetValue(shown.Paper, out var paper) ? Compose(shown, paper) : block)] };
    }

    private static Message Compose(ShownCard card, Paper paper)
    {
        using var language = UiLanguage.Use(card.UiLanguage);
        var reference = PaperReference.Of(paper);
        // A paper that was merged, or got its id, is called by another name now.
        var before = PaperReference.Of(paper with { Id = card.Paper, ArxivId = null });
        return PaperCard.Compose(paper, reference, card.Language, card.WithAbstract, card.Extras with { Actions = [.. card.Extras.Actions.Select(Renamed)] });

        Button Renamed(Button button) => button.Command.EndsWith($" {before}", StringComparison.Ordinal)
            ? button with { Command = button.Command[..^before.Length] + reference }
            : button;
    }

    private static EntryRow Compose(ShownEntry entry, Paper paper)
    {
        using var language = UiLanguage.Use(entry.Language);
        return EntryLine.Marked(entry with { Paper = paper.Id }, EntryLine.Compose(null, paper, entry.Language, compact: entry.Compact));
    }
}
