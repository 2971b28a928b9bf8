using System.Text.RegularExpressions;

namespace DigestBot.Digests.Watching;

/// <summary>
/// Where digest files come from, as their paths tell: what stays when dates and numbers are taken out. <c>inbox/2026-01-28.md</c> and
/// <c>inbox/2026-01-29.md</c> are of <c>inbox/*.md</c>; a feed is its address.
/// </summary>
public static partial class DigestSource
{
    private const int Folders = 1;

    /// <param name="path">A file's path as it was taken. Of those on this machine the last folder counts, of other names all.</param>
    public static string Of(string path)
    {
        var parts = path.Split('/', '\\');
        var isOurs = Path.IsPathRooted(path) && parts.Length > Folders + 1;
        return Varying().Replace(isOurs ? string.Join('/', parts[^(Folders + 1)..]) : string.Join('/', parts), "*");
    }

    [GeneratedRegex(@"[0-9]{1,2}[-_ .](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-_ .][0-9]{4}|[0-9]+(?:[-_. ][0-9]+)*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
