using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads one part of a schedule at a time and remembers the words of each, to tell what was said twice.</summary>
internal sealed class ScheduleReader(WordStream words, bool isAllSchedule)
{
    private static readonly (int Words, Mistake? Mistake) Nothing = (0, null);

    private readonly SortedSet<DayOfWeek> days = new(Comparer<DayOfWeek>.Create((a, b) => (((int)a + 6) % 7).CompareTo(((int)b + 6) % 7)));
    private readonly ZoneReader zone = new(words);
    private (Frequency Value, string Words)? frequency;
    private (TimeOnly Value, string Words)? time;
    private string? partOfDay;
    private int week;

    public Parsed<ScheduleRequest> Request()
    {
        var at = partOfDay is null ? time?.Value : PartsOfDay.Time(partOfDay, time?.Value, time?.Words ?? "");
        if (frequency is { Value: Frequency.OnArrival } arrival && at is not null)
            return new SaidTwice(arrival.Words, time?.Words ?? partOfDay!);
        return frequency is { Value: >= Frequency.Weekly } && days.Count == 0
            ? new ScheduleRequest(frequency?.Value, [DayOfWeek.Monday], at, zone.Id) { Week = week }
            : new ScheduleRequest(frequency?.Value, [.. days], at, zone.Id) { Week = week };
    }

    /// <summary>How many pieces from here on say something about the schedule; 0 for none.</summary>
    public (int Words, Mistake? Mistake) At(int i)
    {
        var word = words.Word(i);
        if (word is null || words.Word(i - 1) is "since" or "before" or "last")
            return Nothing;
        if (TooOften(i) is > 0 and var often)
            return (0, new NoSuchSchedule(words.Typed(i, often)) { Corrected = words.Mended(i, often, "daily") });
        if (Rhythm.Read(words, i) is { Words: > 0 } rhythm)
            return Frequent(i, rhythm.Words, rhythm.Frequency, rhythm.Days, rhythm.Week);

        switch (word)
        {
            case "immediately" or "即时" or "实时" or "到达时":
                return Frequent(i, 1, Frequency.OnArrival, []);
            case "on" when words.Word(i + 1) is "arrival":
                return Frequent(i, 2, Frequency.OnArrival, []);
            case "every" or "each" when words.Word(i + 1) is "day" || PartsOfDay.Contains(words.Word(i + 1)):
                partOfDay ??= words.Word(i + 1) is "day" ? null : words.Word(i + 1);
                return Frequent(i, 2, Frequency.Daily, []);
            case "in" when words.Word(i + 1) is "the" && PartsOfDay.Contains(words.Word(i + 2)):
                return Part(i + 2, 3);
            case "at" when words.Word(i + 1) is "night":
                return Part(i + 1, 2);
            case "morning" or "evening" or "afternoon" or "night" when words.WasTaken(i - 1) && (i + 1 == words.Count || words.Word(i + 1) is "at" || words.IsComma(i + 1)):
                return Part(i, 1);
            case "mornings" or "evenings" or "afternoons" when isAllSchedule || words.WasTaken(i - 1):
                return Part(i, 1);
            case "every" when words.Word(i + 1) is "week":
                return Frequent(i, 2, Frequency.Weekly, []);
            case "and" or "&" when words.WasTaken(i - 1) && time is { } said && TimeWords.Read(words.Word(i + 1), words.Word(i + 2), TimePlace.AfterAt) is { IsTime: true } second:
                return (0, new SeveralTimes(said.Words, words.Typed(i + 1, second.Words)) { Corrected = words.Mended(i, 1 + second.Words, "").TrimEnd() });
            case "on" or "every" or "each" or "and":
                var next = word == "and" && !words.WasTaken(i - 1) ? Nothing : Days(i + 1, expected: true);
                return next.Words > 0 ? (next.Words + 1, next.Mistake) : next;
            case "at" or "@":
                return Time(i, 1);
            case "in":
                return zone.AfterIn(i);
        }

        var found = Days(i, expected: isAllSchedule);
        if (found == Nothing)
            found = Time(i, 0);
        if (found == Nothing)
            found = Chinese(i);
        return found == Nothing ? zone.Bare(i, afterTime: time is not null) : found;
    }

    /// <summary>How many words ask for more than one digest a day, or a number a week: there is no such schedule.</summary>
    private int TooOften(int i) => (words.Word(i), words.Word(i + 1), words.Word(i + 2)) switch
    {
        ("hourly", _, _) => 1,
        ("every" or "each", "hour", _) => 2,
        ("every", { } count, "hours") when CalendarWords.Count(count) is not null => 3,
        ("twice", "daily" or "weekly" or "monthly", _) => 2,
        ("twice" or "thrice", "a" or "per", "day" or "week" or "month") => 3,
        ("several" or "three" or "3", "times", "a" or "daily") => words.Word(i + 2) is "a" ? 4 : 3,
        _ => 0,
    };

    /// <summary><c>weekdays</c>, or a list of days joined by commas and "and".</summary>
    private (int Words, Mistake? Mistake) Days(int i, bool expected)
    {
        if (words.Word(i) is "working" or "work" or "business" && words.Word(i + 1) is "days" or "day")
            return Frequent(i, 2, Frequency.Weekdays, []);
        if (ScheduleWords.Frequent(words.Word(i)) is { } frequent)
            return Frequent(i, 1, frequent, ScheduleWords.DaysOf(words.Word(i)));

        var (list, count) = DayList.Read(words, i, expected);
        if (count == 0)
            return Nothing;
        return frequency is null && count <= 3 && list is [DayOfWeek.Monday, _, _, _, DayOfWeek.Friday]
            ? Frequent(i, count, Frequency.Weekdays, [])
            : Frequent(i, count, frequency?.Value is Frequency.Fortnightly or Frequency.Monthly ? frequency.Value.Value : Frequency.Weekly, list, week);
    }

    private (int Words, Mistake? Mistake) Frequent(int i, int count, Frequency value, IReadOnlyList<DayOfWeek> on, int ofMonth = 0)
    {
        var typed = words.Typed(i, count);
        if (frequency is { } said && (said.Value != value || (value != Frequency.Weekly && on.Count == 0)))
            return (0, new SaidTwice(said.Words, typed));
        frequency ??= (value, typed);
        week = ofMonth;
        days.UnionWith(on);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Part(int i, int count)
    {
        partOfDay = words.Word(i);
        return (count, null);
    }

    private (int Words, Mistake? Mistake) Time(int i, int skip)
    {
        var place = skip > 0 ? TimePlace.AfterAt : isAllSchedule || words.WasTaken(i - 1) ? TimePlace.InSchedule : TimePlace.Anywhere;
        var (isTime, value, count) = TimeWords.Read(words.Word(i + skip), words.Word(i + skip + 1), place);
        if (!isTime)
            return Nothing;
        if (words.Word(i + skip + count) is "o'clock" or "sharp" or "hours")
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

        // "九" alone, any word that ends in 时间, or 早上 without a day is no schedule.
        Frequency? frequent = Has("daily") ? Frequency.Daily : Has("weekdays") ? Frequency.Weekdays
            : Has("fortnightly") ? Frequency.Fortnightly : Has("monthly") ? Frequency.Monthly
            : Has("weekends") || Has("days") || Has("weekly") ? Frequency.Weekly : null;
        if (frequent is null && !Has("hour") && !(Has("part") && isAllSchedule) && Zones.Find(match.Value) is null)
            return Nothing;
        var on = Has("weekends") ? ScheduleWords.DaysOf("weekends") : [.. ScheduleWords.ChineseDays(match.Groups["days"].Value)];
        if (frequent is { } value && Frequent(i, count, value, on, Has("monthly") ? ScheduleWords.ChineseWeek(match.Groups["which"].Value) : 0) is { Mistake: { } twice })
            return (0, twice);
        if (Has("zone") && zone.Take(i, count, match.Groups["zone"].Value) is { Mistake: { } unknown })
            return (0, unknown);
        if (!Has("hour"))
        {
            partOfDay = Has("part") ? match.Groups["part"].Value : partOfDay;
            return (count, null);
        }

        return TimeWords.ReadChinese(match.Groups["part"].Value, match.Groups["hour"].Value, match.Groups["minute"].Value) is { } exists
            ? At(count, exists, words.Typed(i, count))
            : (0, NoSuchTime(i, count, days: text[..(Has("part") ? match.Groups["part"] : match.Groups["hour"]).Index]));
    }
}
