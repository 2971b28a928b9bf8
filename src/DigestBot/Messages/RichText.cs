namespace DigestBot.Messages;

/// <summary>Text with emphasis and links, never markup: renderers escape it for their channel.</summary>
public sealed record RichText(IReadOnlyList<Inline> Inlines)
{
    public static readonly RichText Empty = new([]);

    public string PlainText => string.Concat(Inlines.Select(i => i.Text));

    public static implicit operator RichText(string text) => new([new Inline(text)]);

    public static implicit operator RichText(Inline inline) => new([inline]);

    public static RichText operator +(RichText left, RichText right) => new([.. left.Inlines, .. right.Inlines]);

    public static RichText FromString(string text) => text;

    public static RichText FromInline(Inline inline) => inline;

    public static RichText Add(RichText left, RichText right) => left + right;
}

/// <summary>A run of text; <c>Url</c> is http or https only (<see cref="Inline.Link"/> drops others).</summary>
public sealed record Inline(string Text, TextStyle Style = TextStyle.None, string? Url = null)
{
    public static Inline Bold(string text) => new(text, TextStyle.Bold);

    public static Inline Italic(string text) => new(text, TextStyle.Italic);

    public static Inline Code(string text) => new(text, TextStyle.Code);

    /// <summary>A link, or the bare text where the address is missing or of another scheme than http(s).</summary>
    public static Inline Link(string text, string? url, TextStyle style = TextStyle.None) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? new(text, style, uri.AbsoluteUri)
            : new(text, style);
}

[Flags]
public enum TextStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Code = 4,
}
