using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.Subscriptions;

/// <summary>A moment as clocks in the reader's zone show it.</summary>
public static class MomentWords
{
    /// <summary>"Wed 28 Jan 2026 09:00 (UTC)".</summary>
    public static string Of(DateTimeOffset moment, string zone) =>
        string.Format(Strings.Text_WithAside, Zones.Local(moment, zone).ToString(Strings.Format_Moment, CultureInfo.CurrentUICulture), Zones.Shown(zone));
}
