using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>When digests come: <c>schedule 2 mondays at 8:30</c>.</summary>
internal sealed class ScheduleCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["schedule", "时间"];

    /// <summary>时间序列 is a topic.</summary>
    public bool Fits(string arguments) =>
        SubscriptionPick.Begins(arguments) || ScheduleParser.Parse(arguments) is { Value: { } request } && request != ScheduleRequest.Nothing;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, Strings.Verb_Schedule, onlyIfSure: true, cancellationToken);
        if (pick is null)
            return instead!;

        var parsed = ScheduleParser.Parse(pick.Rest);
        if (parsed.Mistake is { } mistake)
            return MistakeAnswer.Of(mistake, Strings.Verb_Schedule, pick.Numbers);
        if (parsed.Value == ScheduleRequest.Nothing)
        {
            var example = $"{Strings.Verb_Schedule} {pick.Numbers} {Strings.Schedule_Example}";
            return Answer.Mistake(string.Format(Strings.Schedule_Missing, example), new Button(example, example, ButtonStyle.Primary));
        }

        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { Schedule = parsed.Value!.Over(s.Schedule, context.Now) }, $"{Strings.Verb_Schedule} {arguments}", cancellationToken);
    }
}
