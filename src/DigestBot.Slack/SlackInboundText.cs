using System.Text.RegularExpressions;

namespace DigestBot.Slack;

/// <summary>
/// A message's text as it was typed: the bot's own mention taken out, links and mentions as people read them, the three escaped characters
/// back, once. https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal static partial class SlackInboundText
{
    public static string Read(string? text, string? botUserId)
    {
        var own = botUserId is { Length: > 0 } ? $"<@{botUserId}" : null;
        return Token().Replace(text ?? "", match => own is not null && IsMention(match.Value, own) ? " " : Shown(match))
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Trim(' ', ':', ',');
    }

    public static bool Mentions(string? text, string? botUserId) =>
        botUserId is { Length: > 0 } && Token().Matches(text ?? "").Any(match => IsMention(match.Value, $"<@{botUserId}"));

    private static bool IsMention(string token, string own) => token.StartsWith(own, StringComparison.Ordinal) && token[own.Length] is '>' or '|';

    private static string Shown(Match match)
    {
        var target = match.Groups["target"].Value;
        var label = match.Groups["label"].Value;
        return target[0] switch
        {
            '@' => "@" + (label.Length > 0 ? label : target[1..]),
            '#' => "#" + (label.Length > 0 ? label : target[1..]),
            '!' => label.Length > 0 ? label : "@" + target[1..].Split('^')[0],
            _ when target.StartsWith("mailto:", StringComparison.Ordinal) => label.Length > 0 ? label : target["mailto:".Length..],
            // Slack makes a link of what looks like a host: cs.CL becomes <http://cs.CL|cs.CL>, and what was typed is the label.
            _ when IsOnlyItsLabel(target, label) => label,
            _ => target,
        };
    }

    private static bool IsOnlyItsLabel(string address, string label) =>
        label.Length > 0 && (address.Equals($"http://{label}", StringComparison.OrdinalIgnoreCase) || address.Equals($"http://{label}/", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"<(?<target>[^<>|]+)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
