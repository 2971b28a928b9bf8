using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DigestBot.WebChat.Html;

/// <summary>
/// HTML being written: the only way text gets into a page. Every text and every attribute's value is escaped here; element and attribute
/// names are ours.
/// </summary>
internal sealed class HtmlText
{
    // Chinese stays readable; <, >, &, quotes and control characters never pass.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new();

    public HtmlText Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                _html.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
        }

        _html.Append('>');
        return this;
    }

    public HtmlText Close(string element)
    {
        _html.Append("</").Append(element).Append('>');
        return this;
    }

    public HtmlText Text(string text)
    {
        _html.Append(Encoder.Encode(text));
        return this;
    }

    /// <summary>An element with nothing but text in it.</summary>
    public HtmlText Element(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(element, attributes).Text(text).Close(element);

    public override string ToString() => _html.ToString();
}
