using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using DigestBot.Papers.Search;
using NodaTime;

namespace DigestBot.Subscriptions;

/// <summary>Finds an IANA zone by what people type: its id, a city, an abbreviation, <c>UTC+8</c>.</summary>
public static class Zones
{
    private static readonly FrozenDictionary<string, string> ByName = Names().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Regions =
        ByName.Values.Where(id => id.Contains('/')).Select(id => id[..id.IndexOf('/')]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A moment as clocks in a zone show it; a profile's zone that the tz database lacks is UTC.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment, string zone) =>
        Instant.FromDateTimeOffset(moment).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).ToDateTimeOffset();

    /// <summary>The moment at which clocks in a zone show a time; a time they skip is as much later, one they repeat the earlier.</summary>
    public static DateTimeOffset Moment(DateTime local, string zone) =>
        (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).AtLeniently(LocalDateTime.FromDateTime(local)).ToDateTimeOffset();

    /// <summary>Abbreviations that several countries use: which is meant must be asked.</summary>
    private static readonly FrozenDictionary<string, string[]> Shared = new Dictionary<string, string[]>
    {
        ["CST"] = ["America/Chicago", "Asia/Shanghai", "America/Havana"], ["IST"] = ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"],
        ["BST"] = ["Europe/London", "Asia/Dhaka"], ["AST"] = ["America/Halifax", "Asia/Riyadh"], ["MST"] = ["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>As people read it: the tz database's Etc/GMT-8 is UTC+8.</summary>
    public static string Shown(string id) =>
        id.StartsWith("Etc/GMT", StringComparison.Ordinal) && id.Length > 8 ? $"UTC{(id[7] == '-' ? '+' : '-')}{id[8..]}" : id;

    /// <summary>The zones an abbreviation may mean, where it is of several.</summary>
    public static IReadOnlyList<string> Several(string text) => Shared.GetValueOrDefault(text.Trim(), []);

    /// <summary>The id of the zone, or null.</summary>
    public static string? Find(string text)
    {
        var name = Plain(text.Trim().Replace('_', ' '));
        if (Shared.ContainsKey(name))
            return null;
        if (name.EndsWith(" time", StringComparison.OrdinalIgnoreCase))
            name = name[..^5].TrimEnd();
        if (name.EndsWith("时间", StringComparison.Ordinal))
            name = name[..^2];
        return ByName.TryGetValue(name, out var id) ? id : ByOffset(name);
    }

    /// <summary>Up to three ids of zones whose id or city is spelt much like the text.</summary>
    public static IReadOnlyList<string> Near(string text)
    {
        var name = text.Trim().Replace('_', ' ');
        var tolerance = Math.Max(1, Spelling.Tolerance(name.Length) + (name.Contains('/') ? 1 : 0));
        return
        [
            .. ByName.Where(pair => Math.Abs(pair.Key.Length - name.Length) <= tolerance && pair.Key.Length > 3)
                .Select(pair => (Id: pair.Value, Distance: Spelling.Distance(name, pair.Key)))
                .Where(near => near.Distance <= tolerance)
                .OrderBy(near => near.Distance).ThenBy(near => near.Id, StringComparer.Ordinal)
                .Select(near => near.Id).Distinct().Take(3),
        ];
    }

    /// <summary>Whether the text can only be meant as a zone: <c>Asia/Shanghia</c>.</summary>
    internal static bool LooksLikeId(string text) => text.IndexOf('/') is > 0 and var slash && Regions.Contains(text[..slash]);

    /// <summary><c>UTC+8</c>, <c>UTC+08:00</c>, <c>GMT-5</c>.</summary>
    private static string? ByOffset(string name)
    {
        if (!name.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("GMT", StringComparison.OrdinalIgnoreCase))
            return null;
        var offset = name[3..].Replace(" ", "", StringComparison.Ordinal);
        if (offset is "+5:30" or "+05:30" or "+0530")
            return "Asia/Kolkata";
        var digits = offset.EndsWith(":00", StringComparison.Ordinal) ? offset[..^3] : offset.Length == 5 && offset.EndsWith("00", StringComparison.Ordinal) ? offset[..^2] : offset;
        if (digits.Length is < 2 or > 3 || digits[0] is not ('+' or '-') || !int.TryParse(digits.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours is 0 or > 14)
            return null;

        // The tz database counts these westwards: Etc/GMT-8 is eight hours ahead of UTC.
        var id = $"Etc/GMT{(digits[0] == '+' ? '-' : '+')}{hours}";
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is null ? null : id;
    }

    /// <summary>Without the marks on letters: Zürich is Zurich.</summary>
    private static string Plain(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    private static Dictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Z"] = "UTC", ["UTC"] = "UTC", ["GMT"] = "UTC", ["CET"] = "Europe/Paris", ["CEST"] = "Europe/Paris",
            ["EST"] = "America/New_York", ["EDT"] = "America/New_York", ["ET"] = "America/New_York",
            ["PST"] = "America/Los_Angeles", ["PDT"] = "America/Los_Angeles", ["PT"] = "America/Los_Angeles",
            ["Eastern"] = "America/New_York", ["US Eastern"] = "America/New_York", ["Central"] = "America/Chicago", ["CT"] = "America/Chicago", ["CDT"] = "America/Chicago",
            ["Mountain"] = "America/Denver", ["MDT"] = "America/Denver", ["Pacific"] = "America/Los_Angeles", ["AEST"] = "Australia/Sydney", ["AEDT"] = "Australia/Sydney",
            ["EET"] = "Europe/Athens", ["WET"] = "Europe/Lisbon", ["MSK"] = "Europe/Moscow", ["SGT"] = "Asia/Singapore", ["HKT"] = "Asia/Hong_Kong",
            ["JST"] = "Asia/Tokyo", ["KST"] = "Asia/Seoul",
            ["Beijing"] = "Asia/Shanghai", ["Shenzhen"] = "Asia/Shanghai", ["Guangzhou"] = "Asia/Shanghai", ["Hangzhou"] = "Asia/Shanghai",
            ["Nanjing"] = "Asia/Shanghai", ["Wuhan"] = "Asia/Shanghai", ["Chengdu"] = "Asia/Shanghai", ["China"] = "Asia/Shanghai",
            ["北京"] = "Asia/Shanghai", ["上海"] = "Asia/Shanghai", ["中国"] = "Asia/Shanghai", ["深圳"] = "Asia/Shanghai", ["香港"] = "Asia/Hong_Kong",
            ["台北"] = "Asia/Taipei", ["东京"] = "Asia/Tokyo", ["首尔"] = "Asia/Seoul", ["新加坡"] = "Asia/Singapore", ["伦敦"] = "Europe/London",
            ["柏林"] = "Europe/Berlin", ["巴黎"] = "Europe/Paris", ["纽约"] = "America/New_York", ["洛杉矶"] = "America/Los_Angeles",
            ["Osaka"] = "Asia/Tokyo", ["Kyoto"] = "Asia/Tokyo", ["Delhi"] = "Asia/Kolkata", ["New Delhi"] = "Asia/Kolkata",
            ["Mumbai"] = "Asia/Kolkata", ["Bangalore"] = "Asia/Kolkata", ["Bengaluru"] = "Asia/Kolkata", ["Hyderabad"] = "Asia/Kolkata", ["Tel Aviv"] = "Asia/Jerusalem",
            ["Munich"] = "Europe/Berlin", ["Hamburg"] = "Europe/Berlin", ["Tubingen"] = "Europe/Berlin", ["Geneva"] = "Europe/Zurich", ["Lausanne"] = "Europe/Zurich",
            ["Barcelona"] = "Europe/Madrid", ["Milan"] = "Europe/Rome", ["Cambridge"] = "Europe/London", ["Oxford"] = "Europe/London", ["Edinburgh"] = "Europe/London",
            ["Boston"] = "America/New_York", ["Washington"] = "America/New_York", ["Pittsburgh"] = "America/New_York", ["Princeton"] = "America/New_York",
            ["San Francisco"] = "America/Los_Angeles", ["Seattle"] = "America/Los_Angeles", ["Stanford"] = "America/Los_Angeles", ["Austin"] = "America/Chicago",
            ["Rio de Janeiro"] = "America/Sao_Paulo", ["Canberra"] = "Australia/Sydney",
        };

        foreach (var id in DateTimeZoneProviders.Tzdb.Ids.OrderBy(id => id, StringComparer.Ordinal))
        {
            names.TryAdd(id.Replace('_', ' '), id);

            // Cities only: "Etc/GMT+5" or "US/Central" would make ordinary words of zones.
            if (id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("US/", StringComparison.Ordinal)
                && !id.StartsWith("Canada/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal))
                names.TryAdd(id[(id.LastIndexOf('/') + 1)..].Replace('_', ' '), id);
        }

        return names;
    }
}
