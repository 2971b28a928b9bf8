using System.Text.Json.Serialization;

namespace DigestBot.Messages;

/// <summary>Text with emphasis and links, never markup: renderers escape it for their channel. May hold line feeds.</summary>
public sealed record RichText(IReadOnlyList<Inline> Inlines)
{
    public static readonly RichText Empty = new([]);

    [JsonIgnore]
    public string PlainText => string.Concat(Inlines.Select(i => i.Text));

    public static implicit operator RichText(string text) => new([new Inline(text)]);

    public static implicit operator RichText(Inline inline) => new([inline]);

    public static RichText operator +(RichText left, RichText right) => new([.. left.Inlines, .. right.Inlines]);

    public static RichText FromString(string text) => text;

    public static RichText FromInline(Inline inline) => inline;

    public static RichText Add(RichText left, RichText right) => left + right;
}

/// <summary>A run of text. Whoever makes it, <c>Text</c> is without deceptive characters and <c>Url</c> is http(s) or null.</summary>
public sealed record Inline(string Text, TextStyle Style = TextStyle.None, string? Url = null)
{
    public string Text { get; init => field = CleanText.Lines(value); } = CleanText.Lines(Text);

    public string? Url { get; init => field = WebAddress(value); } = WebAddress(Url);

    public static Inline Bold(string text) => new(text, TextStyle.Bold);

    public static Inline Italic(string text) => new(text, TextStyle.Italic);

    public static Inline Code(string text) => new(text, TextStyle.Code);

    /// <summary>A link, or the bare text where the address is missing or not a web address.</summary>
    public static Inline Link(string text, string? url, TextStyle style = TextStyle.None) => new(text, style, url);

    // A user part serves only to disguise the host (https://arxiv.org@evil.example).
    private static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;
}

[Flags]
public enum TextStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Code = 4,
}
