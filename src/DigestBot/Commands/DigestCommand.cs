using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// A digest now, ranked and capped: of the subscriptions here, of one of them by its number, or of a filter and days. Writes nothing to the ledger.
/// </summary>
internal sealed class DigestCommand : ICommand
{
    /// <summary>From here on subscriptions are only counted: two hundred digests in one message are none.</summary>
    private const int Enough = 30;

    private const int MostDays = 31;

    public IReadOnlyList<string> Verbs { get; } = ["digest", "catchup", "catch up", "摘要"];

    public bool OnlyReads => true;

    /// <summary>摘要生成 is a topic.</summary>
    public bool Fits(string arguments) =>
        arguments.Length == 0 || arguments[0] < '\u2E80' || Array.Exists(["昨", "今", "前", "上", "本", "这", "最近", "自", "从"], word => arguments.StartsWith(word, StringComparison.Ordinal));

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<Subscription> subscriptions = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (arguments.Length == 0 && subscriptions.Count == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);

        (var most, arguments) = ShownLimit.Take(arguments);
        if (await CardInsteadAsync(context, arguments, cancellationToken) is { } card)
            return card;

        // No year is that small.
        if (int.TryParse(arguments.TrimStart('#').Split(' ')[0], out var number) && number < 1000)
        {
            var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, Strings.Verb_Digest, onlyIfSure: true, cancellationToken);
            if (pick is null)
                return instead!;
            (subscriptions, arguments) = (pick.Picked, pick.Rest);
        }

        var query = Query.Nothing;
        if (arguments.Length > 0)
        {
            var parsed = QueryParser.Parse(EverythingWord.Take(arguments).Filter, await context.QueryContextAsync(QueryMode.Search, cancellationToken));
            if (parsed.Value is not { } understood)
                return MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Digest);
            query = understood;
            if (TooManyDays(query, context.Today) is { } since)
                return Answer.Mistake(
                    string.Format(Strings.Digest_TooManyDays, MostDays, $"{Strings.Verb_Digest} {query with { Since = since }}"),
                    new Button($"{Strings.Verb_Digest} {query with { Since = since }}", $"{Strings.Verb_Digest} {query with { Since = since }}", ButtonStyle.Primary));
        }

        // Only days were said: those days of what is subscribed here.
        var filter = query with { Since = null, Before = null };
        IReadOnlyList<Subscription> wanted = filter.IsEmpty && subscriptions.Count > 0 && !EverythingWord.Take(arguments).Said ? subscriptions : [AdHoc(context, filter)];
        if (most is { } top)
            wanted = [.. wanted.Select(subscription => subscription with { Options = subscription.Options with { Top = top } })];
        return await ComposeAsync(context, wanted, query, cancellationToken);
    }

    /// <summary>摘要 3 after a list is paper 3's summary: the word means both.</summary>
    private static async Task<Answer?> CardInsteadAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (context.Written != "zh" || !int.TryParse(arguments.TrimStart('#'), out var number) || await new LastListStore(context).FindAsync(cancellationToken) is not { } list || number > list.PaperIds.Count)
            return null;
        var card = await new CardCommand().RunAsync(context, $"{number}", cancellationToken);
        return card with { Message = card.Message with { Blocks = [new SmallPrint(string.Format(Strings.Find_TookAs, $"{Strings.Verb_Card} {number}")), .. card.Message.Blocks] } };
    }

    /// <summary>The first day that is possible, where too many were asked for: every paper of the days is read.</summary>
    private static DateOnly? TooManyDays(Query query, DateOnly today)
    {
        if (query.Since is null && query.Before is null)
            return null;
        var first = (query.Before ?? today.AddDays(1)).AddDays(-MostDays);
        return query.Since >= first ? null : first;
    }

    private static async Task<Answer> ComposeAsync(CommandContext context, IReadOnlyList<Subscription> wanted, Query days, CancellationToken cancellationToken)
    {
        var maker = new DigestMaker(context.Session, tastes: context.Tastes);
        var blocks = new List<Block>();
        var shown = new List<Paper>();
        var over = new List<Paper>();
        List<Subscription> empty = [], left = [];
        var summary = "";
        foreach (var subscription in wanted)
        {
            if (shown.Count >= Enough)
            {
                left.Add(subscription);
                continue;
            }

            var window = await WindowAsync(maker, days, subscription, context.Today, cancellationToken);
            var composition = await maker.AsIfUnsentAsync(subscription, window, [.. shown.Select(paper => paper.Id)], cancellationToken);
            if (composition.Coverage.Shown == 0)
            {
                empty.Add(subscription);
                continue;
            }

            var asked = subscription with { Options = subscription.Options with { Language = context.Language } };
            var message = DigestMessage.Compose(asked, composition, first: shown.Count + 1);
            summary = summary.Length == 0 ? message.Summary : summary;
            blocks.AddRange(message.Blocks);
            shown.AddRange(composition.Shown);
            over.AddRange(composition.OverCap);
        }

        if (shown.Count == 0)
            return await NothingAsync(maker, wanted, days, cancellationToken);
        if (empty.Count > 0)
            blocks.Add(new SmallPrint(string.Format(Strings.Digest_EmptyHere, SubscriptionWords.Names(empty))));
        if (left.Count > 0)
            blocks.Add(new SmallPrint(string.Format(Strings.Digest_Left, Counted.Subscriptions(left.Count), $"{Strings.Verb_Digest} {left[0].Number}")));

        // Several digests' rests are not one list: their numbers would not be the ones shown.
        List<Paper> list = wanted.Count == 1 ? [.. shown, .. over] : shown;
        var last = new LastList([.. list.Select(paper => paper.Id)], Strings.More_TitleDigest, shown.Count, list.Count, context.Now);
        return new Answer(new Message(summary, [.. blocks, .. MoreCommand.ButtonRow(last)])) { List = last };
    }

    /// <summary>Nothing on those days: the nearest day with something, as a command.</summary>
    private static async Task<Answer> NothingAsync(DigestMaker maker, IReadOnlyList<Subscription> wanted, Query days, CancellationToken cancellationToken)
    {
        (Subscription Of, DateOnly Day)? nearest = null;
        foreach (var subscription in wanted.Take(Enough))
        {
            if (await maker.Windows.NearestAsync(subscription.Filter, days.Since, days.Before, cancellationToken) is { } day
                && (nearest is not var (_, best) || DigestWindows.Distance(day, days.Since, days.Before) < DigestWindows.Distance(best, days.Since, days.Before)))
                nearest = (subscription, day);
        }

        var names = wanted is [var only] ? SubscriptionWords.Filter(only) : SubscriptionWords.Names(wanted);
        if (nearest is not var (of, found))
            return Answer.Aside(string.Format(Strings.Digest_NothingStored, names), new Button(Strings.Button_Categories, Strings.Verb_Categories));
        var command = $"{Strings.Verb_Digest} {(of.Number > 0 ? $"{of.Number}" : SubscriptionWords.Filter(of))} {found:yyyy-MM-dd}";
        return Answer.Aside(string.Format(Strings.Digest_NothingThen, names, SubscriptionWords.Day(found)), new Button(command, command, ButtonStyle.Primary));
    }

    private static async Task<DigestWindow> WindowAsync(DigestMaker maker, Query query, Subscription subscription, DateOnly today, CancellationToken cancellationToken) =>
        query.Since is null && query.Before is null
            ? await maker.Windows.NewestAsync(subscription.Filter, cancellationToken)
            : await maker.Windows.DaysAsync(query.Since ?? DateOnly.MinValue, query.Before?.AddDays(-1) ?? today.AddYears(1), cancellationToken);

    private static Subscription AdHoc(CommandContext context, Query filter) => new(
        0, context.Conversation.Id, 0, context.Person.Id, filter, Schedule.Default(context.Zone),
        new SubscriptionOptions(SubscriptionOptions.DefaultTop, context.Language), SubscriptionState.Active, null, null, context.Now, null, null);
}
