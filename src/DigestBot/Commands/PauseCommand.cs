using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using NodaTime;

namespace DigestBot.Commands;

/// <summary>Pauses subscriptions, for good or until a day: <c>pause 2 for 3 weeks</c>, <c>pause until monday</c>.</summary>
internal sealed class PauseCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["pause", "mute", "暂停"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, arguments, "pause", onlyIfSure: false, cancellationToken);
        if (pick is null)
            return instead!;
        DateTimeOffset? until = null;
        if (pick.Rest.Length > 0)
        {
            if (ComingDays.Parse(pick.Rest, context.Today) is not { } day)
                return Answer.Mistake(string.Format(Strings.Pause_NotUnderstood, pick.Rest), new Button("pause until monday", "pause until monday"));
            if (day <= context.Today)
                return Answer.Mistake(string.Format(Strings.Pause_Past, SubscriptionWords.Day(day)));
            until = StartOf(day, context.Zone);
        }

        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { State = SubscriptionState.Paused, PausedUntil = until, PauseReason = null }, $"pause {arguments}".TrimEnd(), cancellationToken);
    }

    private static DateTimeOffset StartOf(DateOnly day, string zone) =>
        new LocalDate(day.Year, day.Month, day.Day).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset().ToUniversalTime();
}
