using System.Globalization;
using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>A subscription as a form, and the command it comes to.</summary>
internal static class SubscriptionForm
{
    private static readonly int[] Tops = [5, 10, 20, 50, 100];
    private static readonly string[] Languages = ["en", "zh", "ja", "ko"];
    private static readonly DayOfWeek[] Days =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static Form New(CommandContext context, Query filter) => new(
        Strings.Verb_Subscribe, Strings.Form_Subscribe, Strings.Form_SubmitSubscribe,
        [
            .. Filter(filter),
            .. When(DigestBot.Subscriptions.Schedule.Default(context.Zone)),
            .. How(new SubscriptionOptions(SubscriptionOptions.DefaultTop, context.Language)),
        ]);

    public static Form Change(Subscription subscription) => new(
        $"{Strings.Verb_Change} {subscription.Number}", string.Format(Strings.Form_Change, subscription.Number), Strings.Form_SubmitChange,
        [.. Filter(subscription.Filter), .. When(subscription.Schedule), .. How(subscription.Options)]);

    public static Form Schedule(Subscription subscription) => new(
        $"{Strings.Verb_Schedule} {subscription.Number}", string.Format(Strings.Form_Schedule, subscription.Number), Strings.Form_SubmitChange,
        [.. When(subscription.Schedule)]);

    public static string Command(string formId, FormValues values, bool isNew, bool onlySchedule)
    {
        IEnumerable<string> parts = onlySchedule ? [formId, .. Schedule(values)] : [formId, .. Filter(values, isNew), .. Options(values), .. Schedule(values)];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static IEnumerable<FormField> Filter(Query filter) =>
    [
        new CategoryField("categories", Strings.Form_Categories, filter.Categories) { Hint = Strings.Form_CategoriesHint },
        new TextField("words", Strings.Form_Words, (filter with { Categories = [], Authors = [] }).ToString()) { Hint = Strings.Form_WordsHint },
        new TextField("authors", Strings.Form_Authors, string.Join(", ", filter.Authors)) { Hint = Strings.Form_AuthorsHint },
    ];

    private static IEnumerable<FormField> When(Schedule schedule) =>
    [
        new ChoiceField("frequency", Strings.Form_Frequency,
            [
                new Choice("weekdays", Strings.Words_Weekdays), new Choice("daily", Strings.Words_Daily), new Choice("weekly", Strings.Form_OnDays),
                new Choice("fortnightly", Strings.Form_Fortnightly), new Choice("monthly", Strings.Form_Monthly), new Choice("on arrival", Strings.Words_OnArrival),
            ],
            [schedule.Frequency == Frequency.OnArrival ? "on arrival" : schedule.Frequency.ToString().ToLowerInvariant()]),
        new ChoiceField("days", Strings.Form_Days,
            [.. Days.Select(day => new Choice(Word(day), CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day)))],
            [.. schedule.Days.Select(Word)], Several: true) { Hint = Strings.Form_DaysHint },
        new TimeField("time", Strings.Form_Time, schedule.Time),
        new TextField("zone", Strings.Form_Zone, schedule.Zone) { Hint = Strings.Form_ZoneHint },
    ];

    private static IEnumerable<FormField> How(SubscriptionOptions options) =>
    [
        new ChoiceField("top", Strings.Form_Top, [.. Tops.Append(options.Top).Distinct().Order().Select(top => new Choice($"{top}", $"{top}"))], [$"{options.Top}"]),
        new ChoiceField("language", Strings.Form_Language,
            [.. Languages.Select(code => new Choice(code, LanguageName.InItself(code)))], [options.Language]),
        new ChoiceField("options", Strings.Form_Options,
            [new Choice("compact", Strings.Words_Compact), new Choice("empty", Strings.Words_SayWhenEmpty), new Choice("replaced", Strings.Words_IncludeReplaced)],
            [.. Chosen(options)], Several: true),
    ];

    private static IEnumerable<string> Chosen(SubscriptionOptions options) =>
        new (bool Is, string Value)[] { (options.Compact, "compact"), (options.SayWhenEmpty, "empty"), (options.IncludeReplaced, "replaced") }
            .Where(option => option.Is).Select(option => option.Value);

    /// <summary>A changed subscription without any filter is one to everything, as the form showed it; a new one must say so.</summary>
    private static IEnumerable<string> Filter(FormValues values, bool isNew)
    {
        List<string> parts =
        [
            .. values.All("categories").Select(Query.Category),
            values.One("words"),
            .. values.One("authors").Split([',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => $"by:{Query.Quoted(name.Replace("\"", "", StringComparison.Ordinal))}"),
        ];
        return isNew ? parts : [Strings.Word_Only, .. parts.All(part => part.Length == 0) ? [Strings.Digest_Everything] : parts];
    }

    private static IEnumerable<string> Options(FormValues values)
    {
        if (values.One("top") is { Length: > 0 } top)
            yield return $"top {top}";
        if (values.One("language") is { Length: > 0 } language)
            yield return $"language {language}";
        yield return values.Has("options", "compact") ? "compact" : "full";
        yield return values.Has("options", "empty") ? "say when empty" : "silent when empty";
        yield return values.Has("options", "replaced") ? "include replaced" : "without replaced";
    }

    private static IEnumerable<string> Schedule(FormValues values)
    {
        var zone = values.One("zone") is { Length: > 0 } place ? $"in {place}" : "";
        var days = values.All("days");
        return values.One("frequency") switch
        {
            "on arrival" => ["on arrival", zone],
            "weekly" when days.Count > 0 => [string.Join(" and ", days), At(values), zone],
            "fortnightly" or "monthly" when days.Count > 0 => [$"{values.One("frequency")} on {string.Join(" and ", days)}", At(values), zone],
            "" => [],
            var frequency => [frequency, At(values), zone],
        };
    }

    private static string At(FormValues values) => values.One("time") is { Length: > 0 } time ? $"at {time}" : "";

    private static string Word(DayOfWeek day) => day.ToString().ToLowerInvariant() + "s";
}
