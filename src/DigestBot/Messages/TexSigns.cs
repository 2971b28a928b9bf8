using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>Dashes and quotes as TeX writes them in prose: <c>graph--text</c> is graph–text, <c>``so-called''</c> is “so-called”. Addresses and options (<c>--all</c>) stay.</summary>
internal static partial class TexSigns
{
    public static string Readable(string text)
    {
        if (text.Contains("``", StringComparison.Ordinal))
            text = Quoted().Replace(text, "“${text}”");
        return text.Contains("--", StringComparison.Ordinal)
            ? Dashes().Replace(text, match => match.Value switch { "--" => "–", "---" => "—", var address => address })
            : text;
    }

    [GeneratedRegex(@"``(?<text>[^`\n]{1,200}?)''", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"https?://\S+|(?<=[\w)\]])-{2,3}(?=[\w(\[\s])|(?<=\s)-{2,3}(?=\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Dashes();
}
