using DigestBot.Messages;

namespace DigestBot.WebChat.Html;

/// <summary>A message as HTML: no script, no style, no markup that came from a text. Buttons carry their command for the page to send.</summary>
public static class HtmlRenderer
{
    /// <summary>Beside their label only values that fit there; a paragraph stands below it.</summary>
    private const int LongestInColumn = 72;
    private const int LongestName = 80;

    public static string Render(Message message)
    {
        var html = new HtmlText();
        if (message.Blocks.Count == 0)
            Paragraph(html, message.Summary, "p");
        foreach (var block in message.Blocks)
            Render(html, block);
        return html.ToString();
    }

    private static void Render(HtmlText html, Block block)
    {
        switch (block)
        {
            case Heading heading:
                Paragraph(html, heading.Text, "h3");
                break;
            case Section section:
                Section(html, section);
                break;
            case EntryRow row:
                Entry(html, row);
                break;
            case BulletList list:
                html.Open(list.Numbered ? "ol" : "ul");
                foreach (var item in list.Items)
                    Paragraph(html, item, "li");
                html.Close(list.Numbered ? "ol" : "ul");
                break;
            case FieldList fields:
                Fields(html, fields);
                break;
            case SmallPrint print:
                Paragraph(html, print.Text, "p", "small");
                break;
            case Actions actions:
                Buttons(html, actions.Buttons, about: null);
                break;
            case Preformatted preformatted:
                // Long ones scroll, by keyboard, too.
                html.Element("pre", preformatted.Text, ("tabindex", "0"));
                break;
            case Divider:
                html.Open("hr");
                break;
            default:
                throw new ArgumentException($"No HTML for {block.GetType().Name}", nameof(block));
        }
    }

    /// <summary>A row of a list has buttons of its own; its first line is what it is about, the others are quieter.</summary>
    private static void Section(HtmlText html, Section section)
    {
        var lines = Lines(section.Text);
        var isRow = section.Buttons.Count > 0;
        Row(html, isRow ? "row" : "section", [.. lines.Select((line, i) => (line, isRow && i > 0))], section.Buttons);
    }

    private static void Entry(HtmlText html, EntryRow row)
    {
        (RichText Text, bool IsFacts)[] lines = [(row.FirstLine, false), (row.Facts, true), (row.FullSentence, false), .. Lines(row.Reason ?? RichText.Empty).Select(line => (line, false))];
        Row(html, row.Buttons.Count > 0 ? "row" : "section", [.. lines.Where(line => line.Text.PlainText.Length > 0)], row.Buttons);
    }

    private static void Row(HtmlText html, string cssClass, IReadOnlyList<(RichText Text, bool IsFacts)> lines, IReadOnlyList<Button> buttons)
    {
        html.Open("div", ("class", cssClass)).Open("div", ("class", "text"));
        foreach (var (text, isFacts) in lines)
            Paragraph(html, text, "p", isFacts ? "facts" : null);
        html.Close("div");
        if (buttons.Count > 0)
            Buttons(html, buttons, lines[0].Text.PlainText);
        html.Close("div");
    }

    private static void Fields(HtmlText html, FieldList list)
    {
        var inColumns = list.Fields.All(field => field.Value.PlainText is { Length: <= LongestInColumn } value && !value.Contains('\n'));
        html.Open("dl", ("class", inColumns ? "columns" : "stacked"));
        foreach (var field in list.Fields)
        {
            html.Open("div");
            Paragraph(html, field.Label, "dt");
            Paragraph(html, field.Value, "dd");
            html.Close("div");
        }

        html.Close("dl");
    }

    /// <param name="about">What the buttons are about: ten buttons [Card] need ten names.</param>
    private static void Buttons(HtmlText html, IReadOnlyList<Button> buttons, string? about)
    {
        html.Open("div", ("class", "buttons"));
        foreach (var button in buttons)
        {
            html.Element("button", button.Label,
                ("type", "button"),
                ("class", button.Style == ButtonStyle.Default ? null : button.Style.ToString().ToLowerInvariant()),
                ("data-command", button.Command),
                ("data-form", button.OpensForm ? "" : null),
                ("lang", Script.Of(button.Label)),
                ("aria-label", about is null ? null : $"{button.Label}: {Shortened(about)}"));
        }

        html.Close("div");
    }

    private static void Paragraph(HtmlText html, RichText text, string element, string? cssClass = null)
    {
        html.Open(element, ("class", cssClass), ("lang", Script.Of(text.PlainText)), ("dir", "auto"));
        foreach (var inline in text.Inlines)
            Render(html, inline);
        html.Close(element);
    }

    private static void Render(HtmlText html, Inline inline)
    {
        string[] styles =
        [
            .. inline.Style.HasFlag(TextStyle.Bold) ? ["strong"] : Array.Empty<string>(),
            .. inline.Style.HasFlag(TextStyle.Italic) ? ["em"] : Array.Empty<string>(),
            .. inline.Style.HasFlag(TextStyle.Code) ? ["code"] : Array.Empty<string>(),
        ];
        if (inline.Url is { } url)
            html.Open("a", ("href", url), ("rel", "noopener noreferrer"), ("target", "_blank"));
        // An aside may be in the reader's language beside a text in another.
        var language = Script.Of(inline.Text);
        foreach (var style in styles)
            html.Open(style, ("lang", style == "em" && language != "en" ? language : null));
        var lines = (inline.Text.Length == 0 && inline.Url is { } bare ? bare : inline.Text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                html.Open("br");
            html.Text(lines[i]);
        }

        foreach (var style in styles.Reverse())
            html.Close(style);
        if (inline.Url is not null)
            html.Close("a");
    }

    /// <summary>A text cut at its line feeds; never none.</summary>
    private static List<RichText> Lines(RichText text)
    {
        var lines = new List<RichText>();
        var line = new List<Inline>();
        foreach (var inline in text.Inlines)
        {
            var parts = inline.Text.Split('\n');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                {
                    lines.Add(new RichText(line));
                    line = [];
                }

                if (parts[i].Length > 0 || parts.Length == 1)
                    line.Add(inline with { Text = parts[i] });
            }
        }

        lines.Add(new RichText(line));
        return lines;
    }

    private static string Shortened(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";
}
