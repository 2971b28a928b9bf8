using System.Text.RegularExpressions;

namespace DigestBot.Papers.Titles;

/// <summary>What follows "we propose …", taken apart: <c>PiCA, a novel step reward mechanism that …</c>.</summary>
internal sealed partial record Announced(string Name, string ShortName, string? What, string Rest)
{
    private const int LongestName = 120;

    private static readonly string[] Connectors = ["of", "for", "with", "and", "in", "on", "the", "via", "to", "from", "as", "by", "over", "&"];

    /// <summary>Null where nothing with a name is announced.</summary>
    public static Announced? Read(string text)
    {
        // "a novel framework called X", "…, named X", "…, namely X"
        if (Naming().Match(text) is { Success: true } naming)
        {
            var after = text[(naming.Index + naming.Length)..];
            if (NameAt(after) is { } called && (char.IsUpper(called[0]) || IsTelling(called)))
            {
                var before = text[..naming.Index];
                var clause = Clause().Match(after[called.Length..]);
                return Of(called, Description.SaysNothing(before) && clause.Success ? $"{before} that {clause.Groups["what"].Value}" : before, "");
            }
        }

        var body = Article().Replace(text, "", 1);
        if ((SpelledOut(body) ?? NameAt(body)) is { } name && (body.Length == text.Length || name.Contains('(', StringComparison.Ordinal)))
        {
            var rest = body[name.Length..];
            var apposition = Appositive().Match(rest);
            // "Lantern, a recommender": the words behind make even an ordinary word a name.
            if (!IsTelling(name) && !(apposition.Success && char.IsUpper(name[0])))
                return null;
            return apposition.Success
                ? Of(name, rest[apposition.Length..], "")
                : Of(name, null, rest);
        }

        // "a novel reward model, R2M, that …"; "a unified retrieval framework (UniFAR)"
        if (body.Length < text.Length && Aside().Match(text) is { Success: true } aside && IsTelling(aside.Groups["name"].Value))
            return Of(aside.Groups["name"].Value, text[..aside.Index] + " " + text[(aside.Index + aside.Length)..].TrimStart(',', ' '), "");
        return null;
    }

    private static Announced Of(string name, string? what, string rest)
    {
        var spaced = BeforeBracket().Replace(name.Trim(), " (");
        // A bracket closed but never opened comes from a cut in the source.
        if (!spaced.Contains('(', StringComparison.Ordinal))
            spaced = spaced.TrimEnd(')');
        var bracket = spaced.IndexOf('(', StringComparison.Ordinal);
        var first = bracket > 0 ? spaced[..bracket].Trim() : spaced;
        var second = bracket > 0 ? spaced[(bracket + 1)..].TrimEnd(')', ' ') : spaced;
        var shorter = second.Length < first.Length ? second : first;
        // "WMSS (Weak Agents Can Make Strong Agents Stronger)" is long; what it abbreviates is the better title then.
        var shown = spaced.Length <= 70 ? spaced : char.IsUpper(shorter[0]) ? shorter : first;
        var said = what?.Trim().TrimEnd('.', ',', ' ');
        return new Announced(shown, shorter, string.IsNullOrEmpty(said) ? null : said, rest.Trim().TrimStart(',', ' ').TrimEnd('.'));
    }

    // "Null-Space constrained Policy Optimization (NSPO)": small words inside, but the bracket vouches for it.
    private static string? SpelledOut(string text) =>
        WithAcronym().Match(text) is { Success: true } match
        && match.Groups["short"].Value.Count(char.IsUpper) >= 2
        && char.ToUpperInvariant(match.Groups["short"].Value[0]) == text[0]
            ? match.Value
            : null;

    /// <summary>The run of capitalised words at the start, connecting words between them, and one bracket behind.</summary>
    private static string? NameAt(string text)
    {
        var end = 0;
        var at = 0;
        while (at < text.Length && end < 160)
        {
            var stop = at;
            while (stop < text.Length && text[stop] is not (' ' or ',' or ';' or ':' or '('))
                stop++;
            var word = text.AsSpan(at, stop - at);
            if (IsCapital(word))
                end = stop;
            else if (end == 0 || !IsConnector(word))
                break;
            if (stop >= text.Length || text[stop] is ',' or ';' or ':')
                break;
            if (text[stop] == '(' || (stop + 1 < text.Length && text[stop + 1] == '('))
            {
                var open = text.IndexOf('(', stop);
                var close = text.IndexOf(')', open);
                if (end == stop && close > 0 && close - open < 80)
                    end = close + 1;
                break;
            }

            at = stop + 1;
        }

        return end is 0 or > LongestName ? null : text[..end].TrimEnd('.', ' ');
    }

    private static bool IsCapital(ReadOnlySpan<char> word) =>
        !word.IsEmpty && (char.IsUpper(word[0]) || (word.Length < 30 && word.IndexOfAnyInRange('A', 'Z') >= 0));

    private static bool IsConnector(ReadOnlySpan<char> word)
    {
        foreach (var connector in Connectors)
        {
            if (word.SequenceEqual(connector))
                return true;
        }

        return false;
    }

    // One ordinary word with a capital ("Bayesian …") is an adjective, not a name.
    private static bool IsTelling(string name) =>
        name.TakeWhile(c => c != ' ').Any(char.IsUpper) && !Abbreviations.IsCommon(name) && (name.Contains('(', StringComparison.Ordinal) || name.Contains(' ', StringComparison.Ordinal)
        || name.Skip(1).Any(c => char.IsUpper(c) || char.IsDigit(c)));

    [GeneratedRegex(@"^(?:an?|the|our)\s+(?:(?:novel|new|first|simple|unified)\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Article();

    [GeneratedRegex(@"^\s*(?:,|--|—|:)\s*(?=(?:an?|the|our|one)\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Appositive();

    [GeneratedRegex(@",?\s+\(?(?:(?:which|that) we (?:call|term|name|dub)|(?:which|that) is (?:called|named|termed)|called|named|termed|dubbed|coined|namely|referred to as|denoted as),?\s+(?:the\s+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();

    [GeneratedRegex(@"(?:,\s+(?<name>[A-Z][\w$^-]*(?:\s\([^()]{1,60}\))?),|\s\((?<name>[A-Za-z][\w-]*[A-Z][\w-]*)\))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^[A-Z][^,;:.()]{3,90}?\s?\((?<short>[A-Za-z0-9$^+-]{2,20})\)", RegexOptions.CultureInvariant)]
    private static partial Regex WithAcronym();

    [GeneratedRegex(@"^,?\s+(?:which|that)\s+(?<what>.{10,})", RegexOptions.CultureInvariant)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeBracket();
}
