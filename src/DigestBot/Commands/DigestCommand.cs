using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>A digest now, ranked and capped: of the subscriptions here, or of a filter and days. Writes nothing to the ledger.</summary>
internal sealed class DigestCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["digest", "摘要"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (arguments.Length == 0 && subscriptions.Count == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));

        Query query = Query.Nothing;
        if (arguments.Length > 0)
        {
            var parsed = QueryParser.Parse(arguments, await context.QueryContextAsync(QueryMode.Search, cancellationToken));
            if (parsed.Value is not { } understood)
                return MistakeAnswer.Of(parsed.Mistake!, "digest");
            query = understood;
        }

        // Only days were said: those days of what is subscribed here.
        var filter = query with { Since = null, Before = null };
        var wanted = filter.IsEmpty && subscriptions.Count > 0 ? subscriptions : [AdHoc(context, filter)];
        var maker = new DigestMaker(context.Session);
        var blocks = new List<Block>();
        var ids = new List<long>();
        var summary = "";
        foreach (var subscription in wanted)
        {
            var window = await WindowAsync(maker, query, subscription, context.Today, cancellationToken);
            var composition = await maker.AsIfUnsentAsync(subscription, window, cancellationToken);
            var message = DigestMessage.Compose(subscription with { Options = subscription.Options with { Language = context.Language } }, composition, digestId: null, first: ids.Count + 1);
            summary = summary.Length == 0 ? message.Summary : summary;
            blocks.AddRange(message.Blocks);
            ids.AddRange(composition.Shown.Select(paper => paper.Id));
        }

        await new LastListStore(context).SaveAsync(new LastList(ids, Strings.More_TitleDigest, ids.Count, ids.Count, context.Now), cancellationToken);
        return new Answer(new Message(summary, blocks));
    }

    private static async Task<DigestWindow> WindowAsync(DigestMaker maker, Query query, Subscription subscription, DateOnly today, CancellationToken cancellationToken) =>
        query.Since is null && query.Before is null
            ? await maker.Windows.NewestAsync(subscription.Filter, cancellationToken)
            : await maker.Windows.DaysAsync(query.Since ?? DateOnly.MinValue, query.Before?.AddDays(-1) ?? today.AddYears(1), cancellationToken);

    private static Subscription AdHoc(CommandContext context, Query filter) => new(
        0, context.Conversation.Id, 0, context.Person.Id, filter, Schedule.Default(context.Zone),
        new SubscriptionOptions(SubscriptionOptions.DefaultTop, context.Language), SubscriptionState.Active, null, null, context.Now, null, null);
}
