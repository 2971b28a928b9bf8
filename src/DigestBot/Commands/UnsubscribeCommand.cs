using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Ends subscriptions by number, drops a category from their filters, or ends all after asking.</summary>
internal sealed class UnsubscribeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["unsubscribe", "unsub", "退订"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (all.Count > 0 && words[0].ToLowerInvariant() is "all" or "全部" or "所有")
        {
            return words.Length == 2 && words[1] == "yes"
                ? await RemoveAsync(context, all, arguments, cancellationToken)
                : Answer.Of(
                    string.Format(Strings.Unsubscribe_AskAll, all.Count),
                    new Button(string.Format(Strings.Unsubscribe_AllButton, all.Count), "unsubscribe all yes", ButtonStyle.Danger),
                    new Button(Strings.Unsubscribe_KeepButton, "list"));
        }

        if (all.Count > 0 && !char.IsAsciiDigit(arguments.TrimStart('#')[0]))
            return await DropAsync(context, all, arguments, cancellationToken);
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "unsubscribe", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        return pick.Rest.Length == 0
            ? await RemoveAsync(context, pick.Picked, arguments, cancellationToken)
            : Answer.Mistake(string.Format(Strings.Unsubscribe_Rest, pick.Rest, $"unsubscribe {pick.Picked[0].Number}"));
    }

    private static async Task<Answer> RemoveAsync(CommandContext context, IReadOnlyList<Subscription> removed, string arguments, CancellationToken cancellationToken)
    {
        foreach (var subscription in removed)
            await context.Subscriptions.UpdateAsync(subscription with { State = SubscriptionState.Removed, NextDue = null }, cancellationToken);
        var undo = await context.UndoableAsync($"unsubscribe {arguments}", Before.Of(removed), cancellationToken);
        var left = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var gone = string.Format(Strings.Unsubscribe_Done, string.Join("; ", removed.Take(5).Select(SubscriptionWords.Name)) + (removed.Count > 5 ? " …" : ""));
        var kept = left.Count == 0 ? Strings.Unsubscribe_NothingLeft : string.Format(Strings.Unsubscribe_Left, string.Join("; ", left.Take(5).Select(SubscriptionWords.Name)), left.Count);
        return Answer.Of($"{gone} {kept}", undo, new Button(Strings.Button_List, "list"));
    }

    /// <summary><c>unsubscribe cs.LG</c>: the category leaves every filter; a filter with nothing else left ends.</summary>
    private static async Task<Answer> DropAsync(CommandContext context, IReadOnlyList<Subscription> all, string arguments, CancellationToken cancellationToken)
    {
        var parsed = QueryParser.Parse(arguments, await context.QueryContextAsync(QueryMode.Filter, cancellationToken));
        if (parsed.Mistake is { } mistake)
            return MistakeAnswer.Of(mistake, "unsubscribe");
        var query = parsed.Value!;
        var affected = all.Where(s => s.Filter.Categories.Any(c => Categories.Any(query.Categories, c))).ToList();
        if (query.Categories.Count == 0 || query with { Categories = [] } != Query.Nothing || affected.Count == 0)
        {
            var same = all.Where(s => s.Filter == query).ToList();
            return same.Count > 0
                ? await RemoveAsync(context, same, arguments, cancellationToken)
                : Answer.Mistake(
                    string.Format(Strings.Unsubscribe_NoSuch, arguments, string.Join("; ", all.Take(5).Select(SubscriptionWords.Name))),
                    [.. all.Take(5).Select(s => new Button($"{Strings.Button_Unsubscribe} {SubscriptionWords.Name(s)}", $"unsubscribe {s.Number}"))]);
        }

        if (affected.All(s => Without(s, query).State == SubscriptionState.Removed))
            return await RemoveAsync(context, affected, arguments, cancellationToken);
        return await SubscriptionEdit.ApplyAsync(context, affected, s => Without(s, query), $"unsubscribe {arguments}", cancellationToken);
    }

    /// <summary>Dropping the last category would widen a filter to everything: such a subscription ends instead.</summary>
    private static Subscription Without(Subscription subscription, Query query)
    {
        var left = subscription.Filter.Categories.Where(c => !Categories.Any(query.Categories, c)).ToList();
        return left.Count > 0
            ? subscription with { Filter = subscription.Filter with { Categories = left } }
            : subscription with { State = SubscriptionState.Removed };
    }
}
