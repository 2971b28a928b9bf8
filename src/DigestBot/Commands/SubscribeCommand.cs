using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Adds a subscription; answers with what was understood, what it would have brought, and when the first digest comes.</summary>
internal sealed class SubscribeCommand : ICommand
{
    private static readonly string[] Everything = ["everything", "全部", "所有"];

    public IReadOnlyList<string> Verbs { get; } = ["subscribe", "sub", "订阅"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));

        var everything = Everything.FirstOrDefault(word => arguments.Equals(word, StringComparison.OrdinalIgnoreCase) || arguments.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase));
        var parsed = SubscriptionParser.Parse(
            everything is null ? arguments : arguments[everything.Length..], await context.QueryContextAsync(QueryMode.Filter, cancellationToken));
        if (parsed.Value is not { } request)
            return MistakeAnswer.Of(parsed.Mistake!, "subscribe");
        if (request.Filter.IsEmpty && everything is null)
            return Answer.Mistake(string.Format(Strings.Subscribe_NoFilter, arguments), new Button($"subscribe everything {arguments}", $"subscribe everything {arguments}"));

        var existing = await context.Subscriptions.ListAsync(context.Conversation.Id, cancellationToken);
        var subscription = Create(context, request);
        if (existing.FirstOrDefault(other => Same(other, subscription)) is { } same)
            return Answer.Aside(string.Format(Strings.Subscribe_Known, same.Number), new Button(Strings.Button_List, "list"), new Button(Strings.Button_Preview, $"preview {same.Number}"));

        subscription = await context.Subscriptions.AddAsync(subscription, cancellationToken);
        var undo = await context.UndoableAsync($"subscribe {SubscriptionWords.Filter(subscription)}", new Before { Added = [subscription.Id] }, cancellationToken);
        return await DoneAsync(context, subscription, undo, cancellationToken);
    }

    private static async Task<Answer> DoneAsync(CommandContext context, Subscription subscription, Button undo, CancellationToken cancellationToken)
    {
        var summary = string.Format(Strings.Subscribe_Done, SubscriptionWords.Name(subscription));
        var buttons = new List<Button>
        {
            new(Strings.Button_Preview, $"preview {subscription.Number}"),
            new(Strings.Button_Change, $"change {subscription.Number}"),
            undo,
        };
        return new Answer(new Message(summary,
        [
            new Section(Inline.Bold(summary)),
            new FieldList(
            [
                new Field(Strings.Field_Terms, SubscriptionWords.Terms(subscription)),
                new Field(Strings.Field_First, SubscriptionWords.First(subscription)),
                new Field(Strings.Field_Owner, context.Person.Name),
            ]),
            .. await BackTest.BlocksAsync(context, subscription, cancellationToken),
            new Actions(buttons),
        ]));
    }

    private static Subscription Create(CommandContext context, SubscriptionRequest request)
    {
        var schedule = request.Schedule.Over(Schedule.Default(context.Zone));
        return new Subscription(
            0, context.Conversation.Id, 0, context.Person.Id, request.Filter, schedule,
            new SubscriptionOptions(
                request.Top ?? SubscriptionOptions.DefaultTop, request.Language ?? context.Language, request.Compact ?? false,
                request.SayWhenEmpty ?? false, request.IncludeReplaced ?? false),
            SubscriptionState.Active, null, null, context.Now, CutOff: null, schedule.Next(context.Now));
    }

    private static bool Same(Subscription left, Subscription right) =>
        left.Filter == right.Filter && left.Options == right.Options && left.Schedule.ToString() == right.Schedule.ToString();
}
