using System.Collections.Frozen;
using System.Globalization;

namespace DigestBot.Papers.Search;

/// <summary>Numbers, spans and weekdays as people write them, in English and Chinese.</summary>
internal static class CalendarWords
{
    private static readonly FrozenDictionary<string, DayOfWeek> Weekdays = Enum.GetValues<DayOfWeek>()
        .SelectMany(day => (KeyValuePair<string, DayOfWeek>[])[new($"{day}", day), new($"{day}s", day)])
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, DayOfWeek> ShortWeekdays = new Dictionary<string, DayOfWeek>
    {
        ["mon"] = DayOfWeek.Monday, ["tue"] = DayOfWeek.Tuesday, ["tues"] = DayOfWeek.Tuesday, ["wed"] = DayOfWeek.Wednesday, ["weds"] = DayOfWeek.Wednesday,
        ["thu"] = DayOfWeek.Thursday, ["thur"] = DayOfWeek.Thursday, ["thurs"] = DayOfWeek.Thursday, ["fri"] = DayOfWeek.Friday, ["sat"] = DayOfWeek.Saturday, ["sun"] = DayOfWeek.Sunday,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ChineseWeek = ["星期", "礼拜", "周"];

    private static readonly string[] Numbers =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    /// <summary>1 to 400, or null.</summary>
    public static int? Count(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return digits is >= 1 and <= 400 ? digits : null;
        if (word.Length == 1 && "一二三四五六七八九十".IndexOf(word[0]) is >= 0 and var chinese)
            return chinese + 1;
        var index = Array.IndexOf(Numbers, word.ToLowerInvariant());
        return index >= 0 ? index + 1 : word switch { "两" => 2, "thirty" => 30, "fifty" => 50, "hundred" => 100, _ => null };
    }

    /// <summary><c>d</c>, <c>w</c>, <c>m</c>, <c>y</c>, or null.</summary>
    public static char? Period(string word) => word switch
    {
        "day" or "days" or "天" or "日" => 'd',
        "week" or "weeks" or "周" or "星期" => 'w',
        "month" or "months" or "月" => 'm',
        "year" or "years" or "年" => 'y',
        _ => null,
    };

    public static DateOnly Add(DateOnly day, int count, char period) => period switch
    {
        'd' => day.AddDays(count),
        'w' => day.AddDays(7 * count),
        'm' => day.AddMonths(count),
        _ => day.AddYears(count),
    };

    /// <summary>The full English names of weekdays and their plurals, in lower case.</summary>
    public static IEnumerable<string> WeekdayNames => Weekdays.Keys.Select(name => name.ToLowerInvariant());

    /// <summary><c>Monday</c>, <c>mondays</c>, <c>周一</c>, <c>星期天</c>, <c>礼拜三</c>; null for another word.</summary>
    public static DayOfWeek? Weekday(string word) =>
        Weekdays.TryGetValue(word, out var day) ? day
        : ChineseWeek.FirstOrDefault(lead => word.StartsWith(lead, StringComparison.Ordinal) && word.Length == lead.Length + 1) is not null ? ChineseWeekday(word[^1])
        : null;

    /// <summary>Also <c>mon</c>, <c>tues</c>: only where a day is expected, and never in capitals, as SAT is a problem.</summary>
    public static DayOfWeek? WeekdayOrShort(string word) =>
        Weekday(word) ?? (ShortWeekdays.TryGetValue(word, out var day) && !word.All(char.IsUpper) ? day : null);

    /// <summary>The sign after 周: <c>一</c> is Monday, <c>日</c> and <c>天</c> are Sunday; null for another.</summary>
    public static DayOfWeek? ChineseWeekday(char sign) => "日一二三四五六".IndexOf(sign == '天' ? '日' : sign) is >= 0 and var day ? (DayOfWeek)day : null;
}
