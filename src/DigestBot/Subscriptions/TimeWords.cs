using System.Globalization;
using System.Text.RegularExpressions;

namespace DigestBot.Subscriptions;

/// <summary>Where a word stands that may be a time: the less is said around it, the more it must look like one.</summary>
internal enum TimePlace
{
    Anywhere,

    /// <summary>After another part of a schedule.</summary>
    InSchedule,
    AfterAt,
}

/// <summary>Reads a time of day: <c>9</c>, <c>9:30 pm</c>, <c>0900</c>, <c>17h</c>, <c>noon</c>, <c>下午3点半</c>.</summary>
internal static partial class TimeWords
{
    /// <summary>Whether the words are a time at all, the time if it exists, and how many words it takes. A lone number is one only after "at".</summary>
    public static (bool IsTime, TimeOnly? Time, int Words) Read(string? first, string? second, TimePlace place)
    {
        if (first is null)
            return default;
        if (place != TimePlace.Anywhere && first is "noon" or "midday")
            return (true, new TimeOnly(12, 0), 1);
        if (place != TimePlace.Anywhere && first is "midnight")
            return (true, new TimeOnly(0, 0), 1);
        if (place != TimePlace.Anywhere && Clock24().Match(first) is { Success: true } plain && (place == TimePlace.AfterAt || first[^1] is '0' or '5' or 'h'))
            return (true, Of(int.Parse(plain.Groups["hour"].ValueSpan), plain.Groups["minute"] is { Length: 2 } minutes ? int.Parse(minutes.ValueSpan) : 0, half: null), 1);
        if (Clock().Match(first) is not { Success: true } match)
            return default;

        var half = match.Groups["half"] is { Success: true } glued ? glued.Value : Half().IsMatch(second ?? "") ? second : null;
        var words = half is not null && !match.Groups["half"].Success ? 2 : 1;
        var minute = match.Groups["minute"];
        if (place != TimePlace.AfterAt && half is null && !(minute.Length == 2 && first.Contains(':')))
            return default;
        return (true, Of(int.Parse(match.Groups["hour"].ValueSpan), minute.Success ? Minutes(minute.Value) : 0, half), words);
    }

    /// <summary>The named groups of a Chinese time: part of day, hour, minute. Null where there is no such time.</summary>
    public static TimeOnly? ReadChinese(string part, string hour, string minute)
    {
        var hours = Number(hour);
        var minutes = minute switch { "" => 0, "半" => 30, "一刻" => 15, "三刻" => 45, _ => Number(minute.TrimEnd('分')) };
        var half = part switch
        {
            "下午" or "傍晚" or "晚上" when hours is >= 1 and < 12 => "pm",
            "中午" when hours is >= 1 and <= 3 => "pm",
            _ => null,
        };
        return Of(hours, minutes, half);
    }

    private static TimeOnly? Of(int hour, int minute, string? half)
    {
        if (half is not null)
        {
            if (hour is < 1 or > 12)
                return null;
            hour = hour % 12 + (half[0] == 'p' ? 12 : 0);
        }

        return hour is >= 0 and < 24 && minute is >= 0 and < 60 ? new TimeOnly(hour, minute) : null;
    }

    private static int Minutes(string digits) => digits.Length == 2 ? int.Parse(digits, CultureInfo.InvariantCulture) : -1;

    private static int Number(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        const string digits = "零一二三四五六七八九";
        var ten = text.IndexOf('十');
        if (ten < 0)
            return text.Length == 1 ? digits.IndexOf(text == "两" ? '二' : text[0]) : -1;
        var tens = ten == 0 ? 1 : digits.IndexOf(text[0]);
        return tens * 10 + (ten == text.Length - 1 ? 0 : digits.IndexOf(text[^1]));
    }

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(?:[:.](?<minute>[0-9]{1,2}))?(?<half>am|pm|a\.m|p\.m)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex("^(?:(?<hour>[0-9]{2})(?<minute>[0-9]{2})h?|(?<hour>[0-9]{1,2})h(?<minute>[0-9]{2})?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Clock24();

    [GeneratedRegex(@"^(am|pm|a\.m|p\.m)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Half();
}
