using System.Globalization;
using DigestBot.Messages;

namespace DigestBot.WebChat.Html;

/// <summary>A form to fill in, with its answers so far. Names of fields are the form's, so that what comes back is <see cref="FormValues"/>.</summary>
internal static class HtmlForm
{
    public static string Render(Form form)
    {
        var html = new HtmlText()
            .Open("form", ("method", "dialog"), ("data-form-id", form.Id), ("aria-labelledby", "form-title"))
            .Element("h2", form.Title, ("id", "form-title"));
        foreach (var field in form.Fields)
            Render(html, field);
        return html.Open("div", ("class", "buttons"))
            .Element("button", form.Submit, ("type", "submit"), ("class", "primary"))
            .Element("button", Strings.Page_Cancel, ("type", "button"), ("data-close", ""))
            .Close("div").Close("form").ToString();
    }

    private static void Render(HtmlText html, FormField field)
    {
        var id = $"field-{field.Name}";
        var hint = field.Hint is null ? null : $"{id}-hint";
        if (field is ChoiceField { Several: true } several)
        {
            html.Open("fieldset", ("class", "field several"), ("aria-describedby", hint)).Element("legend", field.Label);
            Hint(html, field, hint);
            html.Open("div", ("class", "choices"));
            foreach (var choice in several.Choices)
            {
                html.Open("label")
                    .Open("input", ("type", "checkbox"), ("name", field.Name), ("value", choice.Value), Checked(several.Chosen.Contains(choice.Value)))
                    .Element("span", choice.Label, ("lang", Script.Of(choice.Label)))
                    .Close("label");
            }

            html.Close("div").Close("fieldset");
            return;
        }

        html.Open("div", ("class", $"field {(field is CategoryField ? "categories" : "")}".TrimEnd())).Element("label", field.Label, ("for", id));
        switch (field)
        {
            case TextField text:
                html.Open("input", ("type", "text"), ("id", id), ("name", field.Name), ("value", text.Value), ("autocomplete", "off"), ("aria-describedby", hint));
                break;
            case TimeField time:
                html.Open("input", ("type", "time"), ("id", id), ("name", field.Name), ("value", time.Value.ToString("HH:mm", CultureInfo.InvariantCulture)), ("aria-describedby", hint));
                break;
            case ChoiceField choices:
                html.Open("select", ("id", id), ("name", field.Name), ("aria-describedby", hint));
                foreach (var choice in choices.Choices)
                    html.Element("option", choice.Label, ("value", choice.Value), ("lang", Script.Of(choice.Label)), choices.Chosen.Contains(choice.Value) ? ("selected", "") : ("selected", null));
                html.Close("select");
                break;
            case CategoryField categories:
                html.Open("ul", ("class", "chosen"), ("data-name", field.Name));
                foreach (var category in categories.Chosen)
                    html.Element("li", category);
                html.Close("ul").Open("input",
                    ("type", "text"), ("id", id), ("role", "combobox"), ("autocomplete", "off"), ("aria-autocomplete", "list"), ("aria-expanded", "false"),
                    ("aria-controls", $"{id}-list"), ("aria-describedby", hint));
                html.Open("ul", ("id", $"{id}-list"), ("role", "listbox"), ("aria-label", field.Label), ("hidden", "")).Close("ul");
                break;
            default:
                throw new ArgumentException($"No HTML for {field.GetType().Name}", nameof(field));
        }

        Hint(html, field, hint);
        html.Close("div");
    }

    private static void Hint(HtmlText html, FormField field, string? id)
    {
        if (field.Hint is { } hint)
            html.Element("p", hint, ("class", "hint"), ("id", id));
    }

    private static (string Name, string? Value) Checked(bool chosen) => ("checked", chosen ? "" : null);
}
