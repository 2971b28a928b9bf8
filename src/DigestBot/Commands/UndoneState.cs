using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>What holds again after a change was taken back, in a sentence.</summary>
internal static class UndoneState
{
    /// <param name="then">Before it was taken back.</param>
    /// <param name="now">After.</param>
    /// <param name="before">What was restored.</param>
    public static async Task<string?> SayAsync(CommandContext then, CommandContext now, Before before, CancellationToken cancellationToken)
    {
        if (before.Paper is { } note)
            return await OfPaperAsync(now, note, cancellationToken);
        if (before.Watched is { } watched)
            return watched.Count == 0 ? Strings.Watch_Off : WatchCommand.Said(watched);
        if (before.Person is not null || before.Conversation is not null)
            return then.Language != now.Language ? Preference.Spoken(now) : Preference.Clock(now);
        if (before.Subscriptions is not [var row] || before.Added.Count > 0 || await now.Subscriptions.FindAsync(row.Id, cancellationToken) is not { } restored)
            return null;
        string[] parts = [SubscriptionWords.Filter(restored), SubscriptionWords.Terms(restored), SubscriptionWords.Next(restored)];
        return string.Format(Strings.Text_Sentences, string.Format(Strings.Edit_One, restored.Number), string.Join(" · ", parts));
    }

    private static async Task<string?> OfPaperAsync(CommandContext now, PaperNote before, CancellationToken cancellationToken)
    {
        if (await new PaperChanges(now.Session).CurrentAsync(before.PaperId, cancellationToken) is not { } paper)
            return null;
        var note = await new ReadingList(now.Session).NoteAsync(now.Person.Id, paper.Id, cancellationToken);
        var saved = note.SavedAt is null ? Strings.Undo_NotSaved : Strings.Undo_Saved;
        var rated = note.Rating switch { null => Strings.Undo_NotRated, > 0 => "👍", _ => "👎" };
        return string.Format(Strings.Undo_Paper, PaperCard.Title(paper), saved, rated);
    }
}
