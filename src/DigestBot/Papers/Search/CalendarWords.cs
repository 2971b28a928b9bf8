using System.Globalization;

namespace DigestBot.Papers.Search;

/// <summary>Numbers, spans and weekdays as people write them, in English and Chinese.</summary>
internal static class CalendarWords
{
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>1 to 400, or null.</summary>
    public static int? Count(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return digits is >= 1 and <= 400 ? digits : null;
        if (word.Length == 1 && "一二三四五六七八九十".IndexOf(word[0]) is >= 0 and var chinese)
            return chinese + 1;
        var index = Array.IndexOf(Numbers, word.ToLowerInvariant());
        return index >= 0 ? index + 1 : word is "两" ? 2 : null;
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

    /// <summary>Sunday is 0, as in <see cref="DayOfWeek"/>; -1 for another sign.</summary>
    public static int ChineseWeekday(char sign) => "日一二三四五六".IndexOf(sign == '天' ? '日' : sign);
}
