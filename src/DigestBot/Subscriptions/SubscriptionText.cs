using System.Text;

namespace DigestBot.Subscriptions;

/// <summary>A subscription as the command that makes it again, whatever the reader's language.</summary>
public static class SubscriptionText
{
    public static string ToCommand(this Subscription subscription)
    {
        var options = subscription.Options;
        var text = new StringBuilder("subscribe");
        if (subscription.Filter.IsEmpty || subscription.Filter.OnlyExcludes)
            text.Append(" everything");
        if (!subscription.Filter.IsEmpty)
            text.Append(' ').Append(subscription.Filter);
        text.Append(" top ").Append(options.Top).Append(options.OnlyClear ? " or better" : "").Append(" language ").Append(options.Language);
        if (options.Compact)
            text.Append(" compact");
        if (options.SayWhenEmpty)
            text.Append(" say when empty");
        if (options.IncludeReplaced)
            text.Append(" include replaced");
        if (options.Except is { } other)
            text.Append(" except ").Append(other.Name);
        text.Append(' ').Append(subscription.Schedule);
        if (subscription.Schedule.Frequency != Frequency.OnArrival)
            text.Append(" in ").Append(subscription.Schedule.Zone);
        return text.ToString();
    }
}
