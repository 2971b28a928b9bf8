using System.Globalization;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Subscriptions, schedules and moments in the reader's words.</summary>
public static class SubscriptionWords
{
    /// <summary>The filter, or "everything".</summary>
    public static string Filter(Subscription subscription) =>
        subscription.Filter.ToString() is { Length: > 0 } filter ? filter : Strings.Digest_Everything;

    /// <summary>"2: cs.IR -survey".</summary>
    public static string Name(Subscription subscription) => $"{subscription.Number}: {Filter(subscription)}";

    /// <summary>"weekdays at 09:00 (Europe/Berlin) · top 20 · English".</summary>
    public static string Terms(Subscription subscription)
    {
        var options = subscription.Options;
        List<string> parts = [Schedule(subscription.Schedule), string.Format(Strings.Words_Top, options.Top), LanguageName.ForReader(options.Language)];
        if (options.Compact)
            parts.Add(Strings.Words_Compact);
        if (options.SayWhenEmpty)
            parts.Add(Strings.Words_SayWhenEmpty);
        if (options.IncludeReplaced)
            parts.Add(Strings.Words_IncludeReplaced);
        return string.Join(" · ", parts);
    }

    public static string Schedule(Schedule schedule) => schedule.Frequency switch
    {
        Frequency.OnArrival => Strings.Words_OnArrival,
        Frequency.Daily => string.Format(Strings.Words_At, Strings.Words_Daily, Time(schedule), schedule.Zone),
        Frequency.Weekdays => string.Format(Strings.Words_At, Strings.Words_Weekdays, Time(schedule), schedule.Zone),
        _ => string.Format(
            Strings.Words_At,
            string.Join(Strings.Words_ListSeparator, schedule.Days.Select(day => string.Format(Strings.Words_EveryDay, CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day)))),
            Time(schedule),
            schedule.Zone),
    };

    /// <summary>When the next digest comes, or why none does.</summary>
    public static string Next(Subscription subscription) => subscription switch
    {
        { State: SubscriptionState.Removed } => Strings.Words_Removed,
        { State: SubscriptionState.Paused, PausedUntil: { } until } => string.Format(Strings.Words_PausedUntil, Moment(until, subscription.Schedule.Zone)),
        { State: SubscriptionState.Paused } => Strings.Words_Paused,
        { State: SubscriptionState.DeliveryPaused } => string.Format(Strings.Words_DeliveryPaused, subscription.PauseReason),
        { Schedule.Frequency: Frequency.OnArrival } => Strings.Words_NextArrival,
        { NextDue: { } due } => string.Format(Strings.Words_Next, Moment(due, subscription.Schedule.Zone)),
        _ => Strings.Words_Paused,
    };

    /// <summary>When a new subscription's first digest comes.</summary>
    public static string First(Subscription subscription) =>
        subscription.NextDue is { } due ? Moment(due, subscription.Schedule.Zone) : Strings.Words_OnArrival;

    /// <summary>"Wed 28 Jan 2026 09:00 (UTC)".</summary>
    public static string Moment(DateTimeOffset moment, string zone) =>
        $"{Zones.Local(moment, zone).ToString(Strings.Format_Moment, CultureInfo.CurrentUICulture)} ({zone})";

    public static string Day(DateOnly day) => day.ToString(Strings.Format_Day, CultureInfo.CurrentUICulture);

    private static string Time(Schedule schedule) => schedule.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
