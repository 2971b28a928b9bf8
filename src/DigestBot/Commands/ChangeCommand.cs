using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Rewrites a subscription: what is said replaces what was, the rest stays.</summary>
internal sealed class ChangeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["change", "edit", "修改"];

    public bool Fits(string arguments) => SubscriptionPick.Begins(arguments);

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, Strings.Verb_Change, onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;
        var before = pick.Picked[0];
        if (pick.Rest.Length == 0)
        {
            var example = string.Format(
                Strings.Change_Example, Strings.Verb_Change, before.Number, SubscriptionWords.Filter(before), SubscriptionWords.Typed(before.Schedule), before.Options.Top);
            return Answer.Aside(string.Format(Strings.Change_How, SubscriptionWords.Name(before), example));
        }

        var (isSure, said) = OnlyWord.Take(pick.Rest);
        var (everything, rest) = EverythingWord.Take(said);
        var known = await context.QueryContextAsync(QueryMode.Filter, cancellationToken) with { MayOnlyExclude = everything };
        var parsed = SubscriptionParser.Parse(rest, known);
        if (parsed.Mistake is OnlyExclusions only)
            return MistakeAnswer.Of(only with { Corrected = $"{SubscriptionWords.Filter(before)} {rest}" }, Strings.Verb_Change, pick.Numbers);
        if (parsed.Value is not { } request)
            return MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Change, everything ? $"{pick.Numbers} {Strings.Digest_Everything}" : pick.Numbers, better => SubscriptionParser.Parse(better, known).Mistake);
        var (except, unknown) = await ExceptPlace.FindAsync(context, request, cancellationToken);
        if (unknown is not null)
            return unknown;
        if (!isSure && Discards(before.Filter, request.Filter, everything))
            return Ask(pick.Numbers, before, request.Filter, said);
        return await SubscriptionEdit.ApplyAsync(context, pick.Picked, s => Apply(s, request, except, everything, context.Now), $"{Strings.Verb_Change} {arguments}", cancellationToken);
    }

    /// <summary>Whether nothing of the filter that was would be left.</summary>
    private static bool Discards(Query before, Query after, bool everything) =>
        !before.IsEmpty && (everything ? after.IsEmpty : !after.IsEmpty)
        && !before.Categories.Intersect(after.Categories).Any() && !before.Groups.Intersect(after.Groups).Any() && !before.Authors.Intersect(after.Authors).Any();

    private static Answer Ask(string numbers, Subscription before, Query after, string said) => MistakeAnswer.Try(
        string.Format(Strings.Change_Discards, SubscriptionWords.Filter(before), after.IsEmpty ? Strings.Digest_Everything : after.Shown),
        [
            $"{Strings.Verb_Change} {numbers} {Strings.Word_Only} {said}",
            .. after.IsEmpty ? Array.Empty<string>() : [$"{Strings.Verb_Change} {numbers} {SubscriptionWords.Filter(before)} {said}"],
        ]) with { Understood = true };

    private static Subscription Apply(Subscription subscription, SubscriptionRequest request, OtherPlace? except, bool everything, DateTimeOffset now) => subscription with
    {
        Filter = request.Filter.IsEmpty && !everything ? subscription.Filter : request.Filter,
        Schedule = request.Schedule.Over(subscription.Schedule, now),
        Options = subscription.Options with
        {
            Top = request.Top ?? subscription.Options.Top,
            OnlyClear = request.OnlyClear ?? (request.Top is null && subscription.Options.OnlyClear),
            Language = request.Language ?? subscription.Options.Language,
            Compact = request.Compact ?? subscription.Options.Compact,
            SayWhenEmpty = request.SayWhenEmpty ?? subscription.Options.SayWhenEmpty,
            IncludeReplaced = request.IncludeReplaced ?? subscription.Options.IncludeReplaced,
            Except = except ?? subscription.Options.Except,
        },
    };
}
