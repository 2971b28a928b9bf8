using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Rewrites a subscription: what is said replaces what was, the rest stays.</summary>
internal sealed class ChangeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["change", "edit", "修改"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "change", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        var before = pick.Picked[0];
        if (pick.Rest.Length == 0)
            return Answer.Aside(string.Format(Strings.Change_How, SubscriptionWords.Name(before), $"change {before.Number} {before.Filter} {before.Schedule} top {before.Options.Top}"));

        var parsed = SubscriptionParser.Parse(pick.Rest, await context.QueryContextAsync(QueryMode.Filter, cancellationToken));
        if (parsed.Value is not { } request)
            return MistakeAnswer.Of(parsed.Mistake!, $"change {before.Number}");
        return await SubscriptionEdit.ApplyAsync(context, pick.Picked, s => Apply(s, request), $"change {arguments}", cancellationToken);
    }

    public static Subscription Apply(Subscription subscription, SubscriptionRequest request) => subscription with
    {
        Filter = request.Filter.IsEmpty ? subscription.Filter : request.Filter,
        Schedule = request.Schedule.Over(subscription.Schedule),
        Options = subscription.Options with
        {
            Top = request.Top ?? subscription.Options.Top,
            Language = request.Language ?? subscription.Options.Language,
            Compact = request.Compact ?? subscription.Options.Compact,
            SayWhenEmpty = request.SayWhenEmpty ?? subscription.Options.SayWhenEmpty,
            IncludeReplaced = request.IncludeReplaced ?? subscription.Options.IncludeReplaced,
        },
    };
}
