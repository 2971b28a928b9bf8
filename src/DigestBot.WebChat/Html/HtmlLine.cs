using DigestBot.Messages;

namespace DigestBot.WebChat.Html;

/// <summary>A line of the transcript as one reader sees it.</summary>
internal static class HtmlLine
{
    public static string Render(TranscriptLine line, string reader)
    {
        var bot = line.Who is null;
        var html = new HtmlText().Open("article",
            ("class", bot ? "line bot" : line.Who == reader ? "line mine" : "line theirs"),
            ("id", $"line-{line.Id}"),
            ("data-line", $"{line.Id}"),
            ("aria-label", $"{line.Who ?? Strings.Page_Bot}{(line.OnlyFor is null ? "" : $", {Strings.Page_OnlyYou}")}"));
        html.Open("header").Element("span", line.Who ?? Strings.Page_Bot, ("class", "who"));
        if (line.OnlyFor is not null)
            html.Element("span", Strings.Page_OnlyYou, ("class", "only"));
        html.Element("time", "", ("datetime", line.SaidAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
        if (bot)
            html.Element("button", Strings.Page_Formats, ("type", "button"), ("class", "formats"), ("aria-expanded", "false"));
        html.Close("header").Open("div", ("class", "body"));
        return html + HtmlRenderer.Render(line.Message) + new HtmlText().Close("div").Close("article");
    }
}
