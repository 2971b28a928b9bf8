using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Which subscriptions a command means: numbers at its beginning, <c>all</c>, or the only one there is.</summary>
internal sealed record SubscriptionPick(IReadOnlyList<Subscription> Picked, string Rest)
{
    /// <summary>Either what was picked or the answer to give instead; nothing is picked unless all numbers are known (manners 2).</summary>
    /// <param name="verb">For the corrected commands in the answer.</param>
    /// <param name="onlyIfSure">Without a number, one of several is not guessed.</param>
    public static async Task<(SubscriptionPick? Pick, Answer? Instead)> FromAsync(
        CommandContext context, string arguments, string verb, bool onlyIfSure, CancellationToken cancellationToken)
    {
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (all.Count == 0)
            return (null, Answer.Mistake(Strings.Pick_None, new Button(Strings.Button_HowToSubscribe, "help subscribe")));

        var words = arguments.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.TakeWhile(word => int.TryParse(word.TrimStart('#'), out _)).Select(word => int.Parse(word.TrimStart('#'))).Distinct().ToList();
        var rest = string.Join(' ', words.Skip(numbers.Count));
        if (numbers.Count > 0)
        {
            var unknown = numbers.Where(number => all.All(s => s.Number != number)).ToList();
            return unknown.Count == 0
                ? (new SubscriptionPick([.. all.Where(s => numbers.Contains(s.Number))], Tail(arguments, numbers.Count)), null)
                : (null, Unknown(unknown[0], all, verb, rest));
        }

        if (words.Length > 0 && words[0].ToLowerInvariant() is "all" or "全部" or "所有")
            return (new SubscriptionPick(all, Tail(arguments, 1)), null);
        if (all.Count == 1 || !onlyIfSure)
            return (new SubscriptionPick(all, arguments), null);
        return (null, Which(all, verb, arguments));
    }

    private static string Tail(string arguments, int words)
    {
        var rest = arguments.AsSpan().Trim();
        for (; words > 0; words--)
        {
            var end = rest.IndexOfAny(' ', ',');
            rest = end < 0 ? "" : rest[(end + 1)..].TrimStart([' ', ',']);
        }

        return rest.ToString();
    }

    private static Answer Unknown(int number, IReadOnlyList<Subscription> all, string verb, string rest) => Answer.Mistake(
        string.Format(Strings.Pick_Unknown, number, string.Join(", ", all.Select(s => s.Number)), Command(verb, all[0], rest)),
        Choices(all, verb, rest));

    private static Answer Which(IReadOnlyList<Subscription> all, string verb, string rest) =>
        Answer.Mistake(string.Format(Strings.Pick_Which, Command(verb, all[0], rest)), Choices(all, verb, rest));

    private static Button[] Choices(IReadOnlyList<Subscription> all, string verb, string rest) =>
        [.. all.Take(5).Select(s => new Button($"{verb} {SubscriptionWords.Name(s)}", Command(verb, s, rest)))];

    private static string Command(string verb, Subscription subscription, string rest) => $"{verb} {subscription.Number} {rest}".TrimEnd();
}
