using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Ends subscriptions by number, drops a category from their filters, or ends all after asking.</summary>
internal sealed class UnsubscribeCommand : ICommand
{
    private const int MostChoices = 5;

    public IReadOnlyList<string> Verbs { get; } = ["unsubscribe", "unsub", "退订", "取消订阅"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (all.Count == 0)
            return SubscriptionPick.None();
        var text = arguments.StartsWith("from ", StringComparison.OrdinalIgnoreCase) ? arguments[5..].TrimStart() : arguments;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (SubscriptionWords.IsAll(words[0]) || EverythingWord.Take(text) is (true, ""))
        {
            return words.Length == 2 && words[1].ToLowerInvariant() is "yes" or "是"
                ? await RemoveAsync(context, all, text, cancellationToken)
                : words.Length > 1 ? MistakeAnswer.Rest(string.Join(' ', words[1..]), $"{Strings.Verb_Unsubscribe} {words[0]}")
                : Ask(all);
        }

        if (!char.IsAsciiDigit(text.TrimStart('#').FirstOrDefault()))
            return await DropAsync(context, all, text, cancellationToken);
        var (pick, instead) = await SubscriptionPick.FromAsync(context, text, Strings.Verb_Unsubscribe, onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        return pick.Rest.Length == 0
            ? await RemoveAsync(context, pick.Picked, text, cancellationToken)
            : MistakeAnswer.Rest(pick.Rest, $"{Strings.Verb_Unsubscribe} {pick.Numbers}");
    }

    private static Answer Ask(IReadOnlyList<Subscription> all) => Answer.Of(
        string.Format(Strings.Unsubscribe_AskAll, Counted.Subscriptions(all.Count), SubscriptionWords.Names(all)),
        new Button(Strings.Unsubscribe_AllButton, $"{Strings.Verb_Unsubscribe} {Strings.Word_All} yes", ButtonStyle.Danger),
        new Button(Strings.Unsubscribe_KeepButton, Strings.Verb_List));

    private static async Task<Answer> RemoveAsync(CommandContext context, IReadOnlyList<Subscription> removed, string arguments, CancellationToken cancellationToken)
    {
        foreach (var subscription in removed)
            await context.Subscriptions.UpdateAsync(subscription with { State = SubscriptionState.Removed, NextDue = null }, cancellationToken);
        var undo = await context.UndoableAsync($"{Strings.Verb_Unsubscribe} {arguments}", Before.Of(removed), cancellationToken);
        var left = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var gone = string.Format(Strings.Unsubscribe_Done, SubscriptionWords.Names(removed));
        var kept = left.Count == 0 ? Strings.Unsubscribe_NothingLeft : string.Format(Strings.Unsubscribe_Left, SubscriptionWords.Names(left));
        return Answer.Of(string.Format(Strings.Text_Sentences, gone, kept), undo, new Button(Strings.Button_List, Strings.Verb_List));
    }

    /// <summary><c>unsubscribe cs.LG</c>: the category leaves every filter; a filter with nothing else left ends.</summary>
    private static async Task<Answer> DropAsync(CommandContext context, IReadOnlyList<Subscription> all, string arguments, CancellationToken cancellationToken)
    {
        var parsed = QueryParser.Parse(arguments, await context.QueryContextAsync(QueryMode.Filter, cancellationToken));
        if (parsed.Mistake is { } mistake)
            return MistakeAnswer.Of(mistake, Strings.Verb_Unsubscribe);
        var query = parsed.Value!;
        var affected = all.Where(s => s.Filter.Categories.Any(c => Categories.Any(query.Categories, c))).ToList();
        if (query.Categories.Count == 0 || query with { Categories = [] } != Query.Nothing || affected.Count == 0)
        {
            var same = all.Where(s => s.Filter == query).ToList();
            return same.Count > 0
                ? await RemoveAsync(context, same, arguments, cancellationToken)
                : Answer.Mistake(
                    string.Format(Strings.Unsubscribe_NoSuch, Echo.Of(arguments), SubscriptionWords.Names(all)),
                    [.. all.Take(MostChoices).Select(s => new Button($"{Strings.Verb_Unsubscribe} {SubscriptionWords.Name(s)}", $"{Strings.Verb_Unsubscribe} {s.Number}"))]);
        }

        if (affected.All(s => Without(s, query).State == SubscriptionState.Removed))
            return await RemoveAsync(context, affected, arguments, cancellationToken);
        return await SubscriptionEdit.ApplyAsync(context, affected, s => Without(s, query), $"{Strings.Verb_Unsubscribe} {arguments}", cancellationToken);
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
