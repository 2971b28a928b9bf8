using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The next page of one's last list; <c>more d17</c> opens what digest 17 did not show.</summary>
internal sealed class MoreCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["more", "next", "更多"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => arguments.Length == 0 || (arguments[0] is 'd' && long.TryParse(arguments.AsSpan(1), out _));

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        LastList? list;
        if (arguments.Length == 0)
        {
            list = await new LastListStore(context).FindAsync(cancellationToken);
        }
        else if (arguments[0] is 'd' && long.TryParse(arguments.AsSpan(1), out var digestId))
        {
            // Numbered on, so that "card 21" is the first paper the digest did not show.
            list = await new LastListStore(context).OfDigestAsync(digestId, cancellationToken);
        }
        else
        {
            return MistakeAnswer.Rest(arguments, Strings.Verb_More);
        }

        if (list is null || list.PaperIds.Count == 0)
            return Answer.Aside(string.Format(Strings.More_NoList, Strings.Verb_Find));
        if (list.Shown >= list.PaperIds.Count)
            return Answer.Aside(list.Total > list.PaperIds.Count ? string.Format(list.AtLeast ? Strings.More_EnoughAtLeast : Strings.More_Enough, list.PaperIds.Count, list.Total, Strings.Verb_Find) : Strings.More_End);

        var (blocks, next) = await list.PageAsync(context, cancellationToken);
        var summary = string.Format(list.AtLeast ? Strings.More_PageAtLeast : Strings.More_Page, list.Title, list.Shown + 1, next.Shown, list.Total);
        return new Answer(new Message(summary, [new Heading(summary), .. blocks, .. ButtonRow(next)])) { List = next with { MadeAt = context.Now }, Private = context.Conversation.IsShared };
    }

    /// <summary>A row of its own; none at the end.</summary>
    public static IReadOnlyList<Block> ButtonRow(LastList shown) => Buttons(shown) is { Count: > 0 } buttons ? [new Actions(buttons)] : [];

    /// <summary>[10 more] while there are any.</summary>
    public static IReadOnlyList<Button> Buttons(LastList shown) =>
        shown.Shown < shown.PaperIds.Count
            ? [new Button(string.Format(Strings.More_Button, Math.Min(LastList.PageSize, shown.PaperIds.Count - shown.Shown)), Strings.Verb_More)]
            : [];
}
