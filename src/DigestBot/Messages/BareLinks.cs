using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>Plain text whose http(s) addresses become links: abstracts end with "code at https://…" more often than not.</summary>
public static partial class BareLinks
{
    public static RichText Find(string text) => new(In(new Inline(text)));

    internal static IReadOnlyList<Inline> In(Inline inline)
    {
        var text = inline.Text;
        if (inline.Url is not null || inline.Style.HasFlag(TextStyle.Code) || !text.Contains("://", StringComparison.Ordinal))
            return [inline];

        var parts = new List<Inline>();
        var done = 0;
        foreach (var match in Address().EnumerateMatches(text))
        {
            var address = WithoutPunctuation(text.AsSpan(match.Index, match.Length));
            var link = Inline.Link(address, address, inline.Style);
            if (link.Url is null)
                continue;
            if (match.Index > done)
                parts.Add(inline with { Text = text[done..match.Index] });
            parts.Add(link);
            done = match.Index + address.Length;
        }

        if (done < text.Length)
            parts.Add(inline with { Text = text[done..] });
        return parts;
    }

    // The sentence's own punctuation, and a bracket that was opened before the address.
    private static string WithoutPunctuation(ReadOnlySpan<char> address)
    {
        while (address.Length > 0 && (".,;:!?'*_".Contains(address[^1]) || (address[^1] == ')' && address.Count(')') > address.Count('('))))
            address = address[..^1];
        return address.ToString();
    }

    // ASCII only: Chinese text runs on after an address without a blank.
    [GeneratedRegex(@"(?<![A-Za-z0-9])https?://[A-Za-z0-9.\-]+(?::[0-9]{1,5})?(?:[/?#][!-;=?-Z\]_a-z|~\[]{0,2000})?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
