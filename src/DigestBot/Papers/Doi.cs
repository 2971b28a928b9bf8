using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace DigestBot.Papers;

/// <summary>A digital object identifier, <c>10.1234/abc.5</c>, as it was written; case makes no difference. arXiv's own (10.48550) are <see cref="ArxivId"/>s.</summary>
/// <remarks>https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html</remarks>
[JsonConverter(typeof(AsText))]
public readonly partial record struct Doi
{
    private const string Arxiv = "10.48550/arxiv.";
    private const int Longest = 300;

    private Doi(string value) => Value = value;

    public string Value { get; }

    public string Url => "https://doi.org/" + Value.Replace("%", "%25", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal)
        .Replace("?", "%3F", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);

    /// <summary>Who registered it: the part before the slash.</summary>
    public string Registrant => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>A DOI by itself, with <c>doi:</c>, as a link, or within the address of a publisher's page.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Doi doi)
    {
        doi = default;
        if (string.IsNullOrEmpty(text) || text.Length > 4_000)
            return false;
        var link = LinkTarget.Unwrap(text.Trim());
        var isLink = link.Contains("://", StringComparison.Ordinal) || link.Contains("doi.org/", StringComparison.OrdinalIgnoreCase);
        if (isLink && link.Contains('%', StringComparison.Ordinal))
            link = Uri.UnescapeDataString(link);
        var value = isLink ? InLink(link) : Alone().Match(link) is { Success: true } alone ? alone.Groups["doi"].Value : null;
        if (value is null)
            return false;
        value = Trimmed(value);
        if (value.Length > Longest || value.EndsWith('/') || value.StartsWith(Arxiv, StringComparison.OrdinalIgnoreCase))
            return false;
        doi = new Doi(value);
        return true;
    }

    public bool Equals(Doi other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => Value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    public override string ToString() => Value;

    private static string? InLink(string link)
    {
        if (Preprint().Match(link) is { Success: true } preprint)
            return "10.1101/" + preprint.Groups["id"].Value;
        if (Nature().Match(link) is { Success: true } nature)
            return "10.1038/" + nature.Groups["id"].Value;
        if (Anthology().Match(link) is { Success: true } anthology)
            return "10.18653/v1/" + anthology.Groups["id"].Value;
        if (Within().Match(link) is not { Success: true } within)
            return null;
        // On publishers' pages the DOI is followed by what is shown of it.
        return link.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) ? Bare(within.Groups["doi"].Value) : Bare(View().Replace(within.Groups["doi"].Value, ""));
    }

    /// <summary>bioRxiv and medRxiv number the versions of a preprint behind its DOI.</summary>
    private static string Bare(string doi) => doi.StartsWith("10.1101/", StringComparison.Ordinal) || doi.StartsWith("10.64898/", StringComparison.Ordinal) ? Version().Replace(doi, "") : doi;

    /// <summary>Without the punctuation of the sentence it stood in; brackets of its own are kept.</summary>
    private static string Trimmed(string text)
    {
        while (text.Length > 0)
        {
            var last = text[^1];
            if (last is '.' or ',' or ';' or ':' or '"' or '\'' or '*' or '`' or '”' or '’' or '。' or '，'
                || (last == ')' && text.AsSpan().Count('(') < text.AsSpan().Count(')'))
                || (last == ']' && text.AsSpan().Count('[') < text.AsSpan().Count(']'))
                || (last == '>' && text.AsSpan().Count('<') < text.AsSpan().Count('>'))
                || (last == '}' && text.AsSpan().Count('{') < text.AsSpan().Count('}')))
                text = text[..^1];
            else
                break;
        }

        return text;
    }

    internal sealed class AsText : JsonConverter<Doi>
    {
        public override Doi Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Doi value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    [GeneratedRegex(@"^[\(\[<""'{]*(?:doi\s*[:=]?\s*)?(?<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s""]+)(?:\s*\[doi\])?[\s.]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Alone();

    [GeneratedRegex(@"[/=:](?<doi>10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s""?#&|]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Within();

    [GeneratedRegex(@"(?:/(?:full|abstract|pdf|epdf|pdfdirect|html|meta|summary|fulltext|references|citations|figures|tables)(?:/.*)?|\.(?:full|abstract|short|long)(?:-text)?(?:\.pdf|\.html|\.txt)?|\.pdf|\.html|/)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex View();

    [GeneratedRegex(@"v[0-9]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Version();

    [GeneratedRegex(@"(?:bio|med)rxiv\.org/cgi/content/[a-z]+/(?<id>[0-9]{4}\.[0-9]{2}\.[0-9]{2}\.[0-9]{6,8})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Preprint();

    [GeneratedRegex(@"nature\.com/articles/(?<id>s[0-9]{5}-[0-9]{3}-[0-9]{4,5}-[0-9a-z]{1,2}|[a-z]+[0-9.]+)(?:\.pdf)?(?:[/?#]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Nature();

    [GeneratedRegex(@"aclanthology\.org/(?<id>[0-9]{4}\.[0-9a-z]+-[0-9a-z]+\.[0-9]+|[A-Z][0-9]{2}-[0-9]{4})(?:\.pdf)?/?(?:[?#]|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Anthology();
}
