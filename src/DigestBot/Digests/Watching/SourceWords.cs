using System.Globalization;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Digests.Watching;

/// <summary>How sources stand, in the reader's words and zone.</summary>
public static class SourceWords
{
    /// <summary>Whether it came, why not, and when it is expected.</summary>
    public static string Standing(SourceState state, string zone)
    {
        if (state.Expectation is not { } expectation)
        {
            return state.Days < Expectation.FewestDays
                ? string.Format(Strings.Watch_TooFew, state.Days, Expectation.FewestDays)
                : Strings.Watch_Irregular;
        }

        List<string> parts = [];
        if (Today(state) is { } today)
            parts.Add(today);
        if (state.Late is { } late)
            parts.Add(string.Format(Strings.Watch_LateSince, MomentWords.Of(late.Expected, zone)));
        parts.Add(string.Format(Strings.Watch_Comes, Days(expectation.Usual.Days)));
        if (state.Last is { } last)
            parts.Add(string.Format(Strings.Watch_Last, MomentWords.Of(last, zone)));
        if (state.Next is { } next)
            parts.Add(string.Format(Strings.Watch_Next, MomentWords.Of(next, zone)));
        return string.Join(" · ", parts);
    }

    /// <summary>Why nothing comes today; null where something may.</summary>
    public static string? Today(SourceState state) => state.Today switch
    {
        Quiet.Holiday => state.Holiday is { Length: > 0 } name ? string.Format(Strings.Watch_Holiday, name) : Strings.Watch_UnnamedHoliday,
        Quiet.Weekend => Strings.Watch_Weekend,
        Quiet.OtherDay => Strings.Watch_OtherDay,
        Quiet.Empty => Strings.Watch_Empty,
        _ => null,
    };

    private static string Days(IReadOnlyList<DayOfWeek> days) => days switch
    {
        { Count: 7 } => Strings.Words_Daily,
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday] => Strings.Words_Weekdays,
        _ => string.Join(Strings.Words_ListSeparator, days.Select(day => string.Format(Strings.Words_EveryDay, CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day)))),
    };
}
