using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Adds a subscription; answers with what was understood, what it would have brought, and when the first digest comes.</summary>
internal sealed class SubscribeCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["subscribe", "sub", "订阅"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);

        var (subscription, mistake) = await ReadAsync(context, arguments, cancellationToken);
        if (subscription is null)
            return mistake!;
        if (await UnknownWords.AskAsync(context, subscription, cancellationToken) is { } question)
            return question;
        var existing = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        if (existing.FirstOrDefault(other => Same(other, subscription)) is { } same)
            return Answer.Aside(string.Format(Strings.Subscribe_Known, same.Number), new Button(Strings.Button_List, Strings.Verb_List), new Button(Strings.Button_Preview, $"{Strings.Verb_Preview} {same.Number}"));

        subscription = await context.Subscriptions.AddAsync(subscription, cancellationToken);
        var undo = await context.UndoableAsync($"{Strings.Verb_Subscribe} {SubscriptionWords.Filter(subscription)}", new Before { Added = [subscription.Id] }, cancellationToken);
        return await DoneAsync(context, subscription, existing.FirstOrDefault(other => other.Filter == subscription.Filter), undo, cancellationToken);
    }

    /// <summary>What the words ask for, not stored yet; else the answer that says what was not understood.</summary>
    internal static async Task<(Subscription? Subscription, Answer? Mistake)> ReadAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var text = Courtesy.PapersAbout(arguments);
        var (everything, rest) = EverythingWord.Take(text);
        var known = await context.QueryContextAsync(QueryMode.Filter, cancellationToken) with { MayOnlyExclude = everything };
        var parsed = SubscriptionParser.Parse(rest, known);
        if (parsed.Mistake is OnlyExclusions only)
            return (null, OnlyExclusions(only, await context.Papers.CategoryNamesAsync(cancellationToken), text));
        if (parsed.Value is not { } request)
            return (null, MistakeAnswer.Of(parsed.Mistake!, Strings.Verb_Subscribe, everything ? Strings.Digest_Everything : "", better => SubscriptionParser.Parse(better, known).Mistake));
        if (request.Filter.IsEmpty && !everything)
        {
            var command = $"{Strings.Verb_Subscribe} {Strings.Digest_Everything} {text}";
            return (null, Answer.Mistake(string.Format(Strings.Subscribe_NoFilter, command), new Button(command, command)));
        }

        var (except, instead) = await ExceptPlace.FindAsync(context, request, cancellationToken);
        return instead is null ? (Create(context, request, except), null) : (null, instead);
    }

    internal static bool Same(Subscription left, Subscription right) =>
        left.Filter == right.Filter && left.Options == right.Options && left.Schedule == right.Schedule;

    private static Answer OnlyExclusions(OnlyExclusions mistake, IReadOnlyList<string> categories, string text)
    {
        var category = categories.FirstOrDefault(ArxivOrPlain) ?? "cs.CL";
        return MistakeAnswer.Try(
            MistakeAnswer.Sentence(mistake), $"{Strings.Verb_Subscribe} {category} {text}", $"{Strings.Verb_Subscribe} {Strings.Digest_Everything} {text}");
    }

    /// <summary>Can be typed without quotes.</summary>
    private static bool ArxivOrPlain(string category) => category.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    private static async Task<Answer> DoneAsync(CommandContext context, Subscription subscription, Subscription? sameFilter, Button undo, CancellationToken cancellationToken)
    {
        var summary = string.Format(Strings.Subscribe_Done, SubscriptionWords.Name(subscription));
        var buttons = new List<Button>
        {
            new(Strings.Button_Preview, $"{Strings.Verb_Preview} {subscription.Number}"),
            new(Strings.Button_Change, $"{Strings.Verb_Change} {subscription.Number}") { OpensForm = true },
            undo,
        };
        return new Answer(new Message($"{summary} · {SubscriptionWords.Terms(subscription)}",
        [
            new Section(Inline.Bold(summary)),
            new FieldList(
            [
                new Field(Strings.Field_Terms, SubscriptionWords.Terms(subscription)),
                new Field(Strings.Field_First, SubscriptionWords.First(subscription)),
                new Field(Strings.Field_Owner, context.Person.Name),
            ]),
            .. await BackTest.BlocksAsync(context, subscription, cancellationToken),
            .. sameFilter is null
                ? Array.Empty<Block>()
                : [new Section(string.Format(Strings.Subscribe_SameFilter, sameFilter.Number, $"{Strings.Verb_Unsubscribe} {sameFilter.Number}"))],
            new Actions(buttons),
        ]));
    }

    private static Subscription Create(CommandContext context, SubscriptionRequest request, OtherPlace? except)
    {
        var schedule = request.Schedule.Over(Schedule.Default(context.Zone), context.Now);
        return new Subscription(
            0, context.Conversation.Id, 0, context.Person.Id, request.Filter, schedule,
            new SubscriptionOptions(
                request.Top ?? SubscriptionOptions.DefaultTop, request.Language ?? context.Language, request.Compact ?? false,
                request.SayWhenEmpty ?? false, request.IncludeReplaced ?? false) { Except = except, OnlyClear = request.OnlyClear ?? false },
            SubscriptionState.Active, null, null, context.Now, CutOff: null, schedule.Next(context.Now));
    }
}
