using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DigestBot.Subscriptions;

/// <summary>The words for days.</summary>
internal static partial class ScheduleWords
{
    private static readonly FrozenDictionary<string, DayOfWeek> Names = Enum.GetValues<DayOfWeek>()
        .SelectMany(day => (KeyValuePair<string, DayOfWeek>[])[new(day.ToString().ToLowerInvariant(), day), new(day.ToString().ToLowerInvariant() + "s", day)])
        .ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DayOfWeek> Abbreviations = new Dictionary<string, DayOfWeek>
    {
        ["mon"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday, ["tues"] = DayOfWeek.Tuesday, ["wed"] = DayOfWeek.Wednesday, ["weds"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday, ["thur"] = DayOfWeek.Thursday, ["thurs"] = DayOfWeek.Thursday, ["fri"] = DayOfWeek.Friday, ["sat"] = DayOfWeek.Saturday, ["sun"] = DayOfWeek.Sunday,
    }.ToFrozenDictionary();

    /// <summary>What a filter's words must not be misspellings of (decision 8).</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = ["daily", "weekdays", "weekday", "weekly", "weekends", "weekend", "immediately", .. Names.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Research words one or two letters away from those.</summary>
    public static IReadOnlyCollection<string> Ordinary { get; } = ["weakly", "weaken", "weakened", "weakens", "dairy", "daisy", "sundry", "monad", "monads", "fridge"];

    /// <summary>Abbreviations only where a day is expected, and never in capitals: SAT is a problem.</summary>
    public static DayOfWeek? Day(string? word, string? typed = null) =>
        word is null ? null
        : Names.TryGetValue(word, out var day) ? day
        : typed is not null && Abbreviations.TryGetValue(word, out day) && !typed.All(char.IsUpper) ? day
        : null;

    public static Frequency? Frequent(string? word) => word switch
    {
        "daily" or "everyday" => Frequency.Daily,
        "weekdays" or "weekday" or "workdays" or "mon-fri" => Frequency.Weekdays,
        "weekly" or "weekends" or "weekend" => Frequency.Weekly,
        _ => null,
    };

    public static IReadOnlyList<DayOfWeek> DaysOf(string? word) => word is "weekends" or "weekend" ? [DayOfWeek.Saturday, DayOfWeek.Sunday] : [];

    public static bool IsPartOfDay(string word) => word is "早上" or "早晨" or "上午" or "中午" or "下午" or "傍晚" or "晚上" or "凌晨";

    public static IEnumerable<DayOfWeek> ChineseDays(string days) =>
        from letter in days
        let index = "日一二三四五六".IndexOf(letter == '天' ? '日' : letter)
        where index >= 0
        select (DayOfWeek)index;

    /// <summary><c>每周一和周四早上9点</c>, <c>工作日</c>, <c>北京时间9:30</c>: any of its parts, in this order.</summary>
    [GeneratedRegex(
        """
        ^(?:
            (?<daily>每天|每日|天天)|(?<weekdays>(?:每个?)?工作日)|(?<weekends>每?周末)
            |(?:每个?)?(?:周|星期|礼拜)(?<days>[一二三四五六日天]+(?:[和与及](?:每?(?:周|星期|礼拜))?[一二三四五六日天]+)*)
            |(?<weekly>每周|每星期)
        )?的?
        (?<zone>\p{IsCJKUnifiedIdeographs}{2,4}时间)?
        (?:(?<part>早上|早晨|上午|中午|下午|傍晚|晚上|凌晨)?(?<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})(?:点(?<minute>半|一刻|三刻|[0-9零一二三四五六七八九十]{1,3}分?)?整?|:(?<minute>[0-9]{2})))?$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Chinese();
}
