using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Which subscriptions a command means: numbers at its beginning, <c>all</c>, or the only one there is.</summary>
internal sealed record SubscriptionPick(IReadOnlyList<Subscription> Picked, string Rest)
{
    private const int MostChoices = 5;

    /// <summary>What was picked, as a command names it.</summary>
    public string Numbers => string.Join(' ', Picked.Select(subscription => subscription.Number));

    /// <summary>Whether the words begin by picking: what tells 恢复 2 from 恢复图像.</summary>
    public static bool Begins(string arguments) =>
        arguments.Length == 0 || char.IsAsciiDigit(arguments.TrimStart('#').FirstOrDefault()) || SubscriptionWords.IsAll(arguments.Split(' ')[0]);

    /// <summary>Either what was picked or the answer to give instead; nothing is picked unless all numbers are known (manners 2).</summary>
    /// <param name="verb">As the reader types it, for the corrected commands in the answer.</param>
    /// <param name="onlyIfSure">Without a number, one of several is not guessed.</param>
    /// <param name="tail">What the caller took off the end of the command, for the corrected commands, too.</param>
    public static async Task<(SubscriptionPick? Pick, Answer? Instead)> FromAsync(
        CommandContext context, string arguments, string verb, bool onlyIfSure, CancellationToken cancellationToken, string tail = "")
    {
        var all = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (all.Count == 0)
            return (null, None());

        var words = arguments.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        // "0900" is a time, and no list has a thousand.
        var numbers = words.TakeWhile(word => word.TrimStart('#') is { Length: < 4 } digits && int.TryParse(digits, out _)).Select(word => int.Parse(word.TrimStart('#'))).ToList();
        var rest = string.Join(' ', [.. words.Skip(numbers.Count), .. tail.Length > 0 ? (string[])[tail] : []]);
        if (numbers.Count > 0)
        {
            var unknown = numbers.Where(number => all.All(s => s.Number != number)).ToList();
            return unknown.Count == 0
                ? (new SubscriptionPick([.. all.Where(s => numbers.Contains(s.Number))], Tail(arguments, numbers.Count)), null)
                : (null, Unknown(unknown[0], all, verb, rest));
        }

        if (words.Length > 0 && SubscriptionWords.IsAll(words[0]))
            return (new SubscriptionPick(all, Tail(arguments, 1)), null);
        if (all.Count == 1 || !onlyIfSure)
            return (new SubscriptionPick(all, arguments), null);
        return (null, Which(all, verb, rest));
    }

    public static Answer None()
    {
        var example = $"{Strings.Verb_Subscribe} cs.CL {Strings.Schedule_Example}";
        return Answer.Mistake(string.Format(Strings.Pick_None, example), new Button(example, example, ButtonStyle.Primary), HelpCommand.HowToSubscribe);
    }

    /// <summary>The arguments without their first words, quotes and commas as typed.</summary>
    private static string Tail(string arguments, int words)
    {
        var rest = arguments.AsSpan().Trim([' ', ',']);
        for (; words > 0; words--)
        {
            var end = rest.IndexOfAny(' ', ',');
            rest = end < 0 ? "" : rest[(end + 1)..].TrimStart([' ', ',']);
        }

        return rest.ToString();
    }

    private static Answer Unknown(int number, IReadOnlyList<Subscription> all, string verb, string rest) => Answer.Mistake(
        string.Format(Strings.Pick_Unknown, number, SubscriptionWords.Ranges(all.Select(s => s.Number)), Command(verb, all[0], rest)), Choices(all, verb, rest));

    private static Answer Which(IReadOnlyList<Subscription> all, string verb, string rest) =>
        Answer.Mistake(string.Format(Strings.Pick_Which, Counted.Subscriptions(all.Count), Command(verb, all[0], rest)), Choices(all, verb, rest));

    private static Button[] Choices(IReadOnlyList<Subscription> all, string verb, string rest) =>
    [
        .. all.Take(MostChoices).Select(s => new Button($"{verb} {SubscriptionWords.Name(s)}", Command(verb, s, rest))),
        .. all.Count > MostChoices ? [new Button(string.Format(Strings.List_More, all.Count - MostChoices), Strings.Verb_List)] : Array.Empty<Button>(),
    ];

    private static string Command(string verb, Subscription subscription, string rest) => $"{verb} {subscription.Number} {rest}".TrimEnd();
}
