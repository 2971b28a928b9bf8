using System.Text.RegularExpressions;
using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>The words for days.</summary>
internal static partial class ScheduleWords
{
    /// <summary>What a filter's words must not be misspellings of (decision 8).</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = ["daily", "weekdays", "weekday", "weekly", "weekends", "weekend", "immediately", .. CalendarWords.WeekdayNames.Order(StringComparer.Ordinal)];

    /// <summary>Research words one or two letters away from those.</summary>
    public static IReadOnlyCollection<string> Ordinary { get; } = ["weakly", "weaken", "weakened", "weakens", "dairy", "daisy", "sundry", "monad", "monads", "fridge"];

    public static Frequency? Frequent(string? word) => word switch
    {
        "daily" or "everyday" => Frequency.Daily,
        "weekdays" or "weekday" or "workdays" or "workday" => Frequency.Weekdays,
        "weekly" or "weekends" or "weekend" => Frequency.Weekly,
        _ => null,
    };

    public static IReadOnlyList<DayOfWeek> DaysOf(string? word) => word is "weekends" or "weekend" ? [DayOfWeek.Saturday, DayOfWeek.Sunday] : [];

    public static bool IsPartOfDay(string word) => word is "早上" or "早晨" or "上午" or "中午" or "下午" or "傍晚" or "晚上" or "凌晨";

    /// <summary>Which of a month's weeks: 一 is the first, and where none is said.</summary>
    public static int ChineseWeek(string which) => which is "最后一" ? Schedule.LastOfMonth : Math.Max(1, Math.Max("一二三四".IndexOf(which.LastOrDefault('一')), "1234".IndexOf(which.LastOrDefault('1'))) + 1);

    public static IEnumerable<DayOfWeek> ChineseDays(string days) => days.Select(CalendarWords.ChineseWeekday).OfType<DayOfWeek>();

    /// <summary><c>每周一和周四早上9点</c>, <c>工作日</c>, <c>北京时间9:30</c>: any of its parts, in this order.</summary>
    [GeneratedRegex(
        """
        ^(?:
            (?<fortnightly>每两周|每隔一周|每2周|隔周|双周)的?(?:(?:周|星期|礼拜)?(?<days>[一二三四五六日天]))?
            |(?<monthly>每个?月)的?(?:第?(?<which>[一二三四1-4]|最后一)个?(?:周|星期|礼拜)(?<days>[一二三四五六日天]))?
            |(?<daily>每天|每日|天天)|(?<weekdays>(?:每个?)?工作日)|(?<weekends>每?周末)
            |(?:每个?)?(?:周|星期|礼拜)(?<days>[一二三四五六日天]+(?:[和与及](?:每?(?:周|星期|礼拜))?[一二三四五六日天]+)*)
            |(?<weekly>每周|每星期)
        )?的?
        (?<zone>\p{IsCJKUnifiedIdeographs}{2,4}时间)?
        (?<part>早上|早晨|上午|中午|下午|傍晚|晚上|凌晨)?
        (?:(?<hour>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})(?:点(?<minute>半|一刻|三刻|[0-9零一二三四五六七八九十]{1,3}分?)?整?|:(?<minute>[0-9]{2})))?$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Chinese();
}
