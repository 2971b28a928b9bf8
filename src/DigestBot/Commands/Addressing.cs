using System.Text.RegularExpressions;

namespace DigestBot.Commands;

/// <summary>
/// Takes off how the bot was called, so that what worked in one channel works in all: <c>@DigestBot list</c>, <c>/papers list</c>,
/// <c>&lt;@U012&gt; list</c>.
/// </summary>
internal static partial class Addressing
{
    public static string Strip(string text) => Call().Replace(text, "");

    [GeneratedRegex(@"^\s*(<at>[^<]*</at>|<@[^>]*>|@[\w.\-]+|/(papers|digestbot)\b)[\s:,]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
