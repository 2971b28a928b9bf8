using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>When digests come: <c>schedule 2 mondays at 8:30</c>.</summary>
internal sealed class ScheduleCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["schedule", "时间"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return new Answer(await HelpCommand.OneAsync(context, this, cancellationToken));
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "schedule", onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;

        var verb = $"schedule {string.Join(' ', pick.Picked.Select(s => s.Number))}";
        var parsed = SubscriptionParser.Parse(pick.Rest, await context.QueryContextAsync(QueryMode.Filter, cancellationToken));
        if (parsed.Value is not { } request)
            return MistakeAnswer.Of(parsed.Mistake!, verb);
        // Nothing but a schedule: a word that is none must not be dropped silently.
        if (!request.Filter.IsEmpty || request.Schedule == ScheduleRequest.Nothing)
            return Answer.Mistake(string.Format(Strings.Schedule_NotUnderstood, request.Filter.IsEmpty ? pick.Rest : request.Filter, $"{verb} weekdays at 09:00"));
        return await SubscriptionEdit.ApplyAsync(context, pick.Picked, s => ChangeCommand.Apply(s, request), $"schedule {arguments}", cancellationToken);
    }
}
