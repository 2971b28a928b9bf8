using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Subscriptions;

public sealed class ScheduleParserTests
{
    private static readonly Schedule Default = new(Frequency.Weekdays, [], new TimeOnly(9, 0), "UTC");

    [Theory]
    [InlineData("daily", "daily at 09:00")]
    [InlineData("every day at 9", "daily at 09:00")]
    [InlineData("weekdays at 7:05", "weekdays at 07:05")]
    [InlineData("every weekday 08:30", "weekdays at 08:30")]
    [InlineData("weekly", "mondays at 09:00")]
    [InlineData("weekly on friday", "fridays at 09:00")]
    [InlineData("mondays", "mondays at 09:00")]
    [InlineData("mon at 9:00", "mondays at 09:00")]
    [InlineData("tue thu 8:30", "tuesdays and thursdays at 08:30")]
    [InlineData("礼拜一早上9点", "mondays at 09:00")]
    [InlineData("thursday and monday", "mondays and thursdays at 09:00")]
    [InlineData("on mon, thu at 9am", "mondays and thursdays at 09:00")]
    [InlineData("every tuesday 9:30 pm", "tuesdays at 21:30")]
    [InlineData("mondays at 8 and thursdays", "mondays and thursdays at 08:00")]
    [InlineData("weekends at noon", "weekends at 12:00")]
    [InlineData("weekdays at midnight", "weekdays at 00:00")]
    [InlineData("at 12am", "weekdays at 00:00")]
    [InlineData("12:15pm", "weekdays at 12:15")]
    [InlineData("at 9.30 p.m.", "weekdays at 21:30")]
    [InlineData("Mondays At 8:30", "mondays at 08:30")]
    [InlineData("on arrival", "on arrival")]
    [InlineData("immediately", "on arrival")]
    [InlineData("每天", "daily at 09:00")]
    [InlineData("每日早上8点", "daily at 08:00")]
    [InlineData("工作日 上午9:15", "weekdays at 09:15")]
    [InlineData("每周一", "mondays at 09:00")]
    [InlineData("周一和周四下午3点半", "mondays and thursdays at 15:30")]
    [InlineData("星期日晚上十点十五分", "sundays at 22:15")]
    [InlineData("每周一、周三、周五", "mondays and wednesdays and fridays at 09:00")]
    [InlineData("每周一三五 07：30", "mondays and wednesdays and fridays at 07:30")]
    [InlineData("周末中午12点", "weekends at 12:00")]
    [InlineData("每周一 早上 9点", "mondays at 09:00")]
    [InlineData("下午 3:15", "weekdays at 15:15")]
    [InlineData("Mon-Fri at 9 o'clock", "weekdays at 09:00")]
    [InlineData("every morning at 7", "daily at 07:00")]
    [InlineData("0900", "weekdays at 09:00")]
    [InlineData("daily at 0900", "daily at 09:00")]
    [InlineData("daily at 17h", "daily at 17:00")]
    [InlineData("17h30", "weekdays at 17:30")]
    [InlineData("mon wed fri at 9:00", "mondays and wednesdays and fridays at 09:00")]
    [InlineData("monday-friday at 9:00", "weekdays at 09:00")]
    [InlineData("Mon–Fri", "weekdays at 09:00")]
    [InlineData("tuesday to thursday at 8", "tuesdays and wednesdays and thursdays at 08:00")]
    [InlineData("every working day", "weekdays at 09:00")]
    [InlineData("daily in the morning", "daily at 09:00")]
    [InlineData("daily at 6 in the evening", "daily at 18:00")]
    [InlineData("every evening", "daily at 18:00")]
    [InlineData("daily noon", "daily at 12:00")]
    [InlineData("once a week", "mondays at 09:00")]
    [InlineData("once a month on fridays", "first friday of the month at 09:00")]
    [InlineData("monthly at 9", "first monday of the month at 09:00")]
    [InlineData("first monday of the month at 9:00", "first monday of the month at 09:00")]
    [InlineData("every third friday of the month", "third friday of the month at 09:00")]
    [InlineData("last friday of each month", "last friday of the month at 09:00")]
    [InlineData("fortnightly", "every other monday at 09:00")]
    [InlineData("every other tuesday at 7:30", "every other tuesday at 07:30")]
    [InlineData("every two weeks on thursday", "every other thursday at 09:00")]
    [InlineData("每两周周二 9:30", "every other tuesday at 09:30")]
    [InlineData("每月第一个周一", "first monday of the month at 09:00")]
    [InlineData("每周五下午", "fridays at 15:00")]
    [InlineData("到达时", "on arrival")]
    [InlineData("即时", "on arrival")]
    public void A_schedule_is_read_as_people_say_it(string text, string canonical) => Assert.Equal(canonical, Read(text).Over(Default).ToString());

    [Theory]
    [InlineData("at 9 in Berlin", "Europe/Berlin")]
    [InlineData("weekdays at 09:00 in Asia/Shanghai", "Asia/Shanghai")]
    [InlineData("in asia/shanghai", "Asia/Shanghai")]
    [InlineData("8:30 Europe/Berlin time", "Europe/Berlin")]
    [InlineData("daily 9am Berlin time", "Europe/Berlin")]
    [InlineData("weekdays in new york", "America/New_York")]
    [InlineData("weekdays in San Francisco time", "America/Los_Angeles")]
    [InlineData("in Berlin at 7", "Europe/Berlin")]
    [InlineData("daily at 9:00 Berlin", "Europe/Berlin")]
    [InlineData("at 9 Eastern", "America/New_York")]
    [InlineData("daily at 9 in Zürich", "Europe/Zurich")]
    [InlineData("at 9 UTC+08:00", "Etc/GMT-8")]
    [InlineData("at 9 UTC", "UTC")]
    [InlineData("at 9 GMT", "UTC")]
    [InlineData("at 9 in UTC+8", "Etc/GMT-8")]
    [InlineData("每天北京时间9点", "Asia/Shanghai")]
    [InlineData("北京时间 9:00", "Asia/Shanghai")]
    public void A_zone_is_read_by_id_city_or_abbreviation(string text, string zone) => Assert.Equal(zone, Read(text).Zone);

    public static TheoryData<string, Mistake> Mistakes => new()
    {
        { "at 25", new BadTime("25") { Corrected = "at 09:00" } },
        { "weekdays at 9:75", new BadTime("9:75") { Corrected = "weekdays at 09:00" } },
        { "24:00", new BadTime("24:00") { Corrected = "09:00" } },
        { "at 13pm", new BadTime("13pm") { Corrected = "at 09:00" } },
        { "每天25点", new BadTime("每天25点") { Corrected = "每天09:00" } },
        { "daily weekdays", new SaidTwice("daily", "weekdays") },
        { "on arrival at 9", new SaidTwice("on arrival", "9") },
        { "at 9 at 10", new SaidTwice("9", "10") },
        { "at 9 UTC in Berlin", new SaidTwice("UTC", "Berlin") },
        { "at 9 in Asia/Shanghia", new UnknownZone("Asia/Shanghia", ["Asia/Shanghai"]) { Corrected = "at 9 in Asia/Shanghai" } },
        { "at 9 in Berlni", new UnknownZone("Berlni", ["Europe/Berlin"]) { Corrected = "at 9 in Europe/Berlin" } },
        { "on mondayz at 9", new LooksReserved("mondayz", "monday") { Corrected = "on monday at 9" } },
        { "thrusday", new LooksReserved("thrusday", "thursday") { Corrected = "thursday" } },
        { "every hour", new NoSuchSchedule("every hour") { Corrected = "daily" } },
        { "twice a day at 9", new NoSuchSchedule("twice a day") { Corrected = "daily at 9" } },
        { "daily at 9 and 17", new SeveralTimes("9", "17") { Corrected = "daily at 9" } },
        { "at 9 CST", new UnknownZone("CST", ["America/Chicago", "Asia/Shanghai", "America/Havana"]) { Corrected = "at 9 America/Chicago" } },
        { "at 9 in Mars/Olympus", new UnknownZone("Mars/Olympus", []) },
        { "every other day", new NotASchedule("every other day") },
        { "weekdays sometimes", new NotASchedule("sometimes") },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_schedule_is_described(string text, Mistake mistake) => Assert.Equal(mistake, ScheduleParser.Parse(text).Mistake);

    [Fact]
    public void The_words_of_any_schedule_are_read_back()
    {
        foreach (var zone in (string[])["Asia/Shanghai", "America/Argentina/Buenos_Aires", "Europe/Berlin", "UTC"])
        {
            for (var minute = 0; minute < 1440; minute += 37)
            {
                var time = TimeOnly.MinValue.AddMinutes(minute);
                foreach (var schedule in Schedules(time, zone))
                    Assert.Equal(schedule, Read(schedule.Frequency == Frequency.OnArrival ? schedule.ToString() : $"{schedule} in {zone}").Over(schedule with { Time = time, Zone = zone, Days = [] }));
            }
        }

        static IEnumerable<Schedule> Schedules(TimeOnly time, string zone)
        {
            yield return new Schedule(Frequency.OnArrival, [], time, zone);
            yield return new Schedule(Frequency.Daily, [], time, zone);
            yield return new Schedule(Frequency.Weekdays, [], time, zone);
            for (var days = 1; days < 128; days++)
                yield return new Schedule(days % 2 == 0 ? Frequency.Weekly : Frequency.Fortnightly, [.. Enumerable.Range(0, 7).Where(day => (days >> day & 1) == 1).Select(day => (DayOfWeek)((day + 1) % 7))], time, zone);
            for (var week = 1; week <= Schedule.LastOfMonth; week++)
                yield return new Schedule(Frequency.Monthly, [(DayOfWeek)week], time, zone) { Week = week };
        }
    }

    [Theory]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("new_york", "America/New_York")]
    [InlineData("UTC-5", "Etc/GMT+5")]
    [InlineData("上海", "Asia/Shanghai")]
    [InlineData("UTC+99", null)]
    [InlineData("nowhere", null)]
    [InlineData("", null)]
    public void A_zone_is_found_by_what_people_type(string text, string? zone) => Assert.Equal(zone, Zones.Find(text));

    private static ScheduleRequest Read(string text)
    {
        var parsed = ScheduleParser.Parse(text);
        Assert.Null(parsed.Mistake);
        return parsed.Value!;
    }
}
