using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;
using NodaTime;

namespace DigestBot.Commands;

/// <summary>Pauses subscriptions, for good or until a day: <c>pause 2 for 3 weeks</c>, <c>pause until monday</c>.</summary>
internal sealed class PauseCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["pause", "mute", "暂停"];

    public bool Fits(string arguments) =>
        SubscriptionPick.Begins(arguments) || arguments[0] is '到' or '至' or '直' || ComingDays.Parse(arguments, new DateOnly(2000, 1, 1)) is not null;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var (pick, instead) = await SubscriptionPick.FromAsync(context, EverythingWord.AsAll(arguments), Strings.Verb_Pause, onlyIfSure: false, cancellationToken);
        if (pick is null)
            return instead!;
        DateOnly? until = null;
        if (pick.Rest.Length > 0)
        {
            if (ComingDays.Parse(pick.Rest, context.Today) is not { } said)
                return Mistaken(string.Format(Strings.Pause_NotUnderstood, Echo.Of(pick.Rest), Again(arguments, pick)), arguments, pick);
            if (said <= context.Today)
                return Mistaken(string.Format(Strings.Pause_Past, SubscriptionWords.Day(said)), arguments, pick);
            until = said;
        }

        return await SubscriptionEdit.ApplyAsync(
            context, pick.Picked, s => s with { State = SubscriptionState.Paused, PausedUntil = until is { } day ? StartOf(day, s.Schedule.Zone) : null, PauseReason = null }, $"{Strings.Verb_Pause} {arguments}".TrimEnd(), cancellationToken);
    }

    private static Answer Mistaken(string sentence, string arguments, SubscriptionPick pick)
    {
        var command = $"{Again(arguments, pick)} {Strings.Pause_Example}";
        return Answer.Mistake(sentence, new Button(command, command, ButtonStyle.Primary));
    }

    /// <summary>The command up to its day.</summary>
    private static string Again(string arguments, SubscriptionPick pick) =>
        pick.Rest.Length < arguments.Length ? $"{Strings.Verb_Pause} {pick.Numbers}" : Strings.Verb_Pause;

    private static DateTimeOffset StartOf(DateOnly day, string zone) =>
        new LocalDate(day.Year, day.Month, day.Day).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeOffset().ToUniversalTime();
}
