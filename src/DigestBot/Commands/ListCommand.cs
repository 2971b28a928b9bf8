using DigestBot.Channels;
using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>The subscriptions of this conversation, ten a page.</summary>
internal sealed class ListCommand : ICommand
{
    private const int PageSize = 10;

    public IReadOnlyList<string> Verbs { get; } = ["list", "subscriptions", "ls", "列表", "订阅列表"];

    public bool OnlyReads => true;

    public bool Fits(string arguments) => arguments.Length == 0 || int.TryParse(arguments, out _);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var watched = await WatchCommand.WatchedAsync(context, cancellationToken);
        Block[] watching = watched.Count == 0 ? [] : [new Section(WatchCommand.Said(watched)) { Buttons = [WatchCommand.Off] }];
        if (all.Count == 0)
        {
            var example = $"{Strings.Verb_Subscribe} cs.CL {Strings.Schedule_Example}";
            var none = Answer.Of(string.Format(Strings.List_Empty, example), new Button(example, example, ButtonStyle.Primary), HelpCommand.HowToSubscribe);
            return none with { Message = none.Message with { Blocks = [.. none.Message.Blocks, .. watching] } };
        }

        var pages = (all.Count + PageSize - 1) / PageSize;
        var page = arguments.Length == 0 ? 1 : int.TryParse(arguments, out var number) ? number : 0;
        if (page < 1 || page > pages)
            return Answer.Mistake(string.Format(Strings.List_BadPage, Echo.Of(arguments), pages), new Button(Strings.Verb_List, Strings.Verb_List));

        var summary = Counted.Subscriptions(all.Count);
        var blocks = new List<Block> { new Heading(pages == 1 ? summary : string.Format(Strings.List_Page, summary, page, pages)) };
        foreach (var subscription in all.Skip((page - 1) * PageSize).Take(PageSize))
            blocks.Add(await RowAsync(context, subscription, cancellationToken));
        if (page < pages)
            blocks.Add(new Actions([new Button(string.Format(Strings.List_More, all.Count - (page * PageSize)), $"{Strings.Verb_List} {page + 1}")]));
        return new Answer(new Message(summary, [.. blocks, .. watching]));
    }

    private static async Task<Section> RowAsync(CommandContext context, Subscription subscription, CancellationToken cancellationToken)
    {
        var owner = subscription.OwnerId is { } id ? await new ConversationStore(context.Session).FindPersonAsync(id, cancellationToken) : null;
        var last = await LastResult.FindAsync(context.Session, subscription, cancellationToken);
        var ownedBy = owner is null ? Strings.List_NoOwner : string.Format(Strings.List_Owner, owner.Name);
        var lastTime = last is null
            ? Strings.List_NoDigestYet
            : string.Format(Strings.List_Last, SubscriptionWords.Moment(last.DueAt, subscription.Schedule.Zone), last.Coverage.Shown, last.Coverage.Entries);
        return new Section(
            Inline.Bold(SubscriptionWords.Name(subscription))
            + (RichText)$"\n{SubscriptionWords.Terms(subscription)}\n{SubscriptionWords.Next(subscription)} · {ownedBy} · {lastTime}")
        {
            Buttons =
            [
                new Button(Strings.Button_Preview, $"{Strings.Verb_Preview} {subscription.Number}"),
                new Button(Strings.Button_Change, $"{Strings.Verb_Change} {subscription.Number}") { OpensForm = true },
                subscription.State == SubscriptionState.Active
                    ? new Button(Strings.Button_Pause, $"{Strings.Verb_Pause} {subscription.Number}")
                    : new Button(Strings.Button_Resume, $"{Strings.Verb_Resume} {subscription.Number}"),
                new Button(Strings.Button_Unsubscribe, $"{Strings.Verb_Unsubscribe} {subscription.Number}"),
            ],
        };
    }
}
