using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads one part of a schedule at a time and remembers the words of each, to tell what was said twice.</summary>
internal sealed class ScheduleReader(WordStream words, bool isAllSchedule)
{
    private static readonly (int Words, Mistake? Mistake) Nothing = (0, null);

    private readonly SortedSet<DayOfWeek> days = new(Comparer<DayOfWeek>.Create((a, b) => (((int)a + 6) % 7).CompareTo(((int)b + 6) % 7)));
    private (Frequency Value, string Words)? frequency;
    private (TimeOnly Value, string Words)? time;
    private (string Value, string Words)? zone;

    public Parsed<ScheduleRequest> Request()
    {
        if (frequency is { Value: Frequency.OnArrival } arrival && time is { } at)
            return new SaidTwice(arrival.Words, at.Words);
        return frequency is { Value: Frequency.Weekly } && days.Count == 0
            ? new ScheduleRequest(Frequency.Weekly, [DayOfWeek.Monday], time?.Value, zone?.Value)
            : new ScheduleRequest(frequency?.Value, [.. days], time?.Value, zone?.Value);
    }

    /// <summary>How many pieces from here on say something about the schedule; 0 for none.</summary>
    public (int Words, Mistake? Mistake) At(int i)
    {
        var word = words.Word(i);
        if (word is null || words.Word(i - 1) is "since" or "before" or "last")
            return Nothing;

        switch (word)
        {
            case "immediately" or "即时" or "实时" or "到达时":
                return Frequent(i, 1, Frequency.OnArrival, []);
            case "on" when words.Word(i + 1) is "arrival":
                return Frequent(i, 2, Frequency.OnArrival, []);
            case "every" or "each" when words.Word(i + 1) is "day" or "morning" or "evening":
                return Frequent(i, 2, Frequency.Daily, []);
            case "monthly" or "hourly" or "fortnightly":
                return (0, new NotASchedule(word)); // said as one, but there is none such
            case "every" when words.Word(i + 1) is "week":
                return Frequent(i, 2, Frequency.Weekly, []);
            case "on" or "every" or "each" or "and":
                var next = word == "and" && !words.WasTaken(i - 1) ? Nothing : Days(i + 1, expected: true);
                return next.Words > 0 ? (next.Words + 1, next.Mistake) : next;
            case "at" or "@":
                return Time(i, 1);
            case "in":
                return ZoneAfterIn(i);
        }

        var found = Days(i, expected: isAllSchedule);
        if (found == Nothing)
            found = Time(i, 0);
        if (found == Nothing)
            found = Chinese(i);
        return found == Nothing ? BareZone(i) : found;
    }

    /// <summary><c>weekdays</c>, or a list of days joined by commas and "and".</summary>
    private (int Words, Mistake? Mistake) Days(int i, bool expected)
    {
        if (ScheduleWords.Frequent(words.Word(i)) is { } frequent)
            return Frequent(i, 1, frequent, ScheduleWords.DaysOf(words.Word(i)));

        List<DayOfWeek> list = [];
        var end = i;
        var next = i;
        while (Day(next, expected || list.Count > 0) is { } day)
        {
            list.Add(day);
            end = ++next;
            while (words.IsComma(next) || words.Word(next) is "and" or "&")
                next++;
        }

        return list.Count == 0 ? Nothing : Frequent(i, end - i, Frequency.Weekly, list);
    }

    /// <summary>Chinese days are read with what stands around them (<see cref="Chinese"/>).</summary>
    private DayOfWeek? Day(int i, bool expected) =>
        words.Word(i) is not { } word || !char.IsAscii(word[0]) ? null : expected ? CalendarWords.WeekdayOrShort(words.Typed(i)) : CalendarWords.Weekday(word);

    private (int Words, Mistake? Mistake) Frequent(int i, int count, Frequency value, IReadOnlyList<DayOfWeek> on)
    {
        var typed = words.Typed(i, count);
        if (frequency is { } said && (said.Value != value || (value != Frequency.Weekly && said.Value == value)))
            return (0, new SaidTwice(said.Words, typed));
        frequency ??= (value, typed);
        days.UnionWith(on);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Time(int i, int skip)
    {
        var (isTime, value, count) = TimeWords.Read(words.Word(i + skip), words.Word(i + skip + 1), afterAt: skip > 0);
        if (!isTime)
            return Nothing;
        if (words.Word(i + skip + count) is "o'clock")
            count++;
        var typed = words.Typed(i + skip, count);
        return value is { } exists ? At(skip + count, exists, typed) : (0, NoSuchTime(i + skip, count));
    }

    /// <summary>There is no telling which time was meant: what is offered instead is the default.</summary>
    private BadTime NoSuchTime(int i, int count, string days = "") => new(words.Typed(i, count)) { Corrected = words.Mended(i, count, days + "09:00") };

    private (int Words, Mistake? Mistake) At(int count, TimeOnly value, string typed)
    {
        if (time is { } said)
            return (0, new SaidTwice(said.Words, typed));
        time = (value, typed);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Chinese(int i)
    {
        // "早上 9点" is one time in two words.
        var count = ScheduleWords.IsPartOfDay(words.Word(i)!) && words.Word(i + 1) is not null ? 2 : 1;
        var text = string.Concat(Enumerable.Range(i, count).Select(words.Word));
        if (ScheduleWords.Chinese().Match(text) is not { Success: true, Length: > 0 } match)
            return Nothing;
        bool Has(string group) => match.Groups[group].Success;

        // "九" alone, or any word that ends in 时间, is no schedule.
        if (!Has("daily") && !Has("weekdays") && !Has("weekends") && !Has("days") && !Has("weekly") && !Has("hour") && Zones.Find(match.Value) is null)
            return Nothing;
        Frequency? frequent = Has("daily") ? Frequency.Daily : Has("weekdays") ? Frequency.Weekdays
            : Has("weekends") || Has("days") || Has("weekly") ? Frequency.Weekly : null;
        var on = Has("weekends") ? ScheduleWords.DaysOf("weekends") : [.. ScheduleWords.ChineseDays(match.Groups["days"].Value)];
        if (frequent is { } value && Frequent(i, count, value, on) is { Mistake: { } twice })
            return (0, twice);
        if (Has("zone") && Zone(i, count, match.Groups["zone"].Value) is { Mistake: { } unknown })
            return (0, unknown);
        if (!Has("hour"))
            return (count, null);
        return TimeWords.ReadChinese(match.Groups["part"].Value, match.Groups["hour"].Value, match.Groups["minute"].Value) is { } exists
            ? At(count, exists, words.Typed(i, count))
            : (0, NoSuchTime(i, count, days: text[..(Has("part") ? match.Groups["part"] : match.Groups["hour"]).Index]));
    }

    /// <summary>"in Berlin" names a zone right after a time or day; "air quality in Beijing" is about Beijing. An id is one anywhere.</summary>
    private (int Words, Mistake? Mistake) ZoneAfterIn(int i)
    {
        if (words.Word(i + 1) is null)
            return Nothing;
        var afterSchedule = words.WasTaken(i - 1);
        if (Longest(i + 1) is (> 0 and var count, var withTime) && (afterSchedule || withTime || words.Typed(i + 1).Contains('/') || words.Word(i + 1) is "utc" or "gmt"))
            return Zone(i, count + 1, words.Typed(i + 1, withTime ? count - 1 : count));
        if (Zones.LooksLikeId(words.Typed(i + 1)) || (afterSchedule && Zones.Near(words.Typed(i + 1)).Count > 0))
            return Unknown(i + 1);
        return Nothing;
    }

    private (int Words, Mistake? Mistake) BareZone(int i)
    {
        if (Longest(i) is (> 0 and var count, var withTime) && (withTime || words.Typed(i).Contains('/') || (words.WasTaken(i - 1) && words.Typed(i).All(char.IsUpper))))
            return Zone(i, count, words.Typed(i, withTime ? count - 1 : count));
        return Zones.LooksLikeId(words.Typed(i)) ? Unknown(i) : Nothing;
    }

    /// <summary>The longest run of words that is a zone, and whether the last of them is "time".</summary>
    private (int Words, bool WithTime) Longest(int i)
    {
        for (var count = 3; count > 0; count--)
        {
            if (Enumerable.Range(i, count).All(at => words.Word(at) is not null) && words.Word(i + count - 1) is not "time" && Zones.Find(words.Typed(i, count)) is not null)
                return words.Word(i + count) is "time" ? (count + 1, true) : (count, false);
        }

        return default;
    }

    private (int Words, Mistake? Mistake) Zone(int i, int count, string typed)
    {
        if (Zones.Find(typed) is not { } id)
            return Unknown(i);
        if (zone is { } said && said.Value != id)
            return (0, new SaidTwice(said.Words, typed));
        zone = (id, typed);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Unknown(int i)
    {
        var near = Zones.Near(words.Typed(i));
        return (0, new UnknownZone(words.Typed(i), near) { Corrected = near is [var first, ..] ? words.Mended(i, 1, first) : null });
    }
}
