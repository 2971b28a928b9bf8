using DigestBot.Messages;
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
        var parsed = ScheduleParser.Parse(pick.Rest);
        if (parsed.Mistake is { } mistake)
            return MistakeAnswer.Of(mistake, verb);
        if (parsed.Value == ScheduleRequest.Nothing)
            return Answer.Mistake(string.Format(Strings.Schedule_Missing, $"{verb} weekdays at 09:00"));
        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { Schedule = parsed.Value!.Over(s.Schedule) }, $"schedule {arguments}", cancellationToken);
    }
}
