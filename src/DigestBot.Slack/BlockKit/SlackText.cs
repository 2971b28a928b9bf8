namespace DigestBot.Slack.BlockKit;

/// <summary>Texts cut and escaped as Slack needs them: https://docs.slack.dev/messaging/formatting-message-text.</summary>
internal static class SlackText
{
    /// <summary>For <c>text</c> and mrkdwn: the three characters that begin mentions, links and entities.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>At most <paramref name="most"/> units, with an ellipsis where something is missing; never empty, never half a character.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most)
            return text.Length == 0 ? " " : text;
        return text[..WholeCharacters(text, most - 1)].TrimEnd() + "…";
    }

    /// <summary>The text in pieces of at most <paramref name="most"/> units, parted at line ends or blanks where there are any.</summary>
    public static IEnumerable<string> Pieces(string text, int most)
    {
        while (text.Length > most)
        {
            var window = text.AsSpan(0, most);
            var at = window.LastIndexOf('\n') is var line && line > most / 2 ? line + 1 : window.LastIndexOf(' ') + 1;
            if (at <= most / 2)
                at = WholeCharacters(text, most);
            yield return text[..at];
            text = text[at..];
        }

        if (text.Length > 0)
            yield return text;
    }

    private static int WholeCharacters(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
