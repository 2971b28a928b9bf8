using System.Globalization;
using DigestBot.Channels;
using DigestBot.Digests;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Subscriptions, schedules and moments in the reader's words.</summary>
public static class SubscriptionWords
{
    private const int MostNames = 5;

    /// <summary>The filter as it can be typed, or "everything".</summary>
    public static string Filter(Subscription subscription) => DigestMessage.Filter(subscription.Filter);

    /// <summary>Several by name, and how many more.</summary>
    public static string Names(IReadOnlyList<Subscription> subscriptions)
    {
        var names = string.Join(Strings.Words_ItemSeparator, subscriptions.Take(MostNames).Select(Name));
        return subscriptions.Count <= MostNames ? names : string.Format(Strings.Text_And, names, subscriptions.Count - MostNames);
    }

    /// <summary>"1–3, 5": two hundred numbers are no answer.</summary>
    public static string Ranges(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == number)
                ranges[^1] = (ranges[^1].First, number);
            else
                ranges.Add((number, number));
        }

        return string.Join(Strings.Words_ListSeparator, ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}–{range.Last}"));
    }

    public static bool IsAll(string word) => word.ToLowerInvariant() is "all" or "全部" or "所有";

    /// <summary>"2: cs.IR -survey".</summary>
    public static string Name(Subscription subscription) => $"{subscription.Number}: {Filter(subscription)}";

    /// <summary>"weekdays at 09:00 (Europe/Berlin) · top 20 · English".</summary>
    public static string Terms(Subscription subscription)
    {
        var options = subscription.Options;
        List<string> parts = [Schedule(subscription.Schedule), string.Format(options.OnlyClear ? Strings.Words_TopOrBetter : Strings.Words_Top, options.Top), LanguageName.ForReader(options.Language)];
        if (options.Compact)
            parts.Add(Strings.Words_Compact);
        if (options.SayWhenEmpty)
            parts.Add(Strings.Words_SayWhenEmpty);
        if (options.IncludeReplaced)
            parts.Add(Strings.Words_IncludeReplaced);
        if (options.Except is { } other)
            parts.Add(string.Format(Strings.Words_Except, other.Name));
        return string.Join(" · ", parts);
    }

    public static string Schedule(Schedule schedule) => schedule.Frequency switch
    {
        Frequency.OnArrival => Strings.Words_OnArrival,
        _ => string.Format(Strings.Words_At, Days(schedule), Time(schedule), Zones.Shown(schedule.Zone)),
    };

    private static string Days(Schedule schedule)
    {
        var names = schedule.Days.Select(CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName).ToList();
        return schedule.Frequency switch
        {
            Frequency.Daily => Strings.Words_Daily,
            Frequency.Weekdays => Strings.Words_Weekdays,
            Frequency.Fortnightly => string.Format(Strings.Words_Fortnightly, string.Join(Strings.Words_ListSeparator, names)),
            Frequency.Monthly => string.Format(Strings.Words_Monthly, Strings.Words_Ordinals.Split(' ')[schedule.Week - 1], string.Join(Strings.Words_ListSeparator, names)),
            _ => string.Join(Strings.Words_ListSeparator, names.Select(name => string.Format(Strings.Words_EveryDay, name))),
        };
    }

    /// <summary>A schedule as the reader can type it; its zone stays out, as it stays what it is.</summary>
    public static string Typed(Schedule schedule) => (UiLanguage.Current, schedule.Frequency) switch
    {
        ("zh", Frequency.Daily) => $"{Strings.Words_Daily} {Time(schedule)}",
        ("zh", Frequency.Weekdays) => $"{Strings.Words_Weekdays} {Time(schedule)}",
        ("zh", Frequency.Weekly) => $"每周{ChineseDays(schedule)} {Time(schedule)}",
        ("zh", Frequency.Fortnightly) => $"每两周周{ChineseDays(schedule)} {Time(schedule)}",
        ("zh", Frequency.Monthly) => $"每月{Strings.Words_Ordinals.Split(' ')[schedule.Week - 1]}个周{ChineseDays(schedule)} {Time(schedule)}",
        ("zh", _) => "到达时",
        _ => schedule.ToString(),
    };

    private static string ChineseDays(Schedule schedule) => string.Concat(schedule.Days.Select(day => "日一二三四五六"[(int)day]));

    /// <summary>When the next digest comes, or why none does.</summary>
    public static string Next(Subscription subscription) => subscription switch
    {
        { State: SubscriptionState.Removed } => Strings.Words_Removed,
        { State: SubscriptionState.Paused, PausedUntil: { } until } => string.Format(Strings.Words_PausedUntil, Moment(until, subscription.Schedule.Zone)),
        { State: SubscriptionState.Paused } => Strings.Words_Paused,
        { State: SubscriptionState.DeliveryPaused } => string.Format(Strings.Words_DeliveryPaused, Reason.InWords(subscription.PauseReason ?? "")),
        { Schedule.Frequency: Frequency.OnArrival } => Strings.Words_NextArrival,
        { NextDue: { } due } => string.Format(Strings.Words_Next, Moment(due, subscription.Schedule.Zone)),
        _ => Strings.Words_Paused,
    };

    /// <summary>When a new subscription's first digest comes.</summary>
    public static string First(Subscription subscription) =>
        subscription.NextDue is { } due ? Moment(due, subscription.Schedule.Zone) : Strings.Words_OnArrival;

    public static string Moment(DateTimeOffset moment, string zone) => MomentWords.Of(moment, zone);

    public static string Day(DateOnly day) => day.ToString(Strings.Format_Day, CultureInfo.CurrentUICulture);

    private static string Time(Schedule schedule) => schedule.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
