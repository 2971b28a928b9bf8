using System.Text.RegularExpressions;

namespace DigestBot.Papers.Titles;

/// <summary>
/// A label for an abstract that came without its title, made from its own words: the system it names and what that is
/// ("PiCA: a novel step reward mechanism"), else its own claim, else its beginning. Always marked as made where it is shown.
/// </summary>
/// <remarks>
/// In order: the first sentence that announces something with a name; the first that announces anything; the first sentence.
/// Looks at the first 6,000 letters only, so that a hostile abstract costs nothing.
/// </remarks>
public static partial class MadeTitle
{
    public const int Longest = 100;
    private const string Untitled = "Abstract without a title";
    private const int LongestBeginning = 90;
    private const int LettersLookedAt = 6_000;

    public static string From(IReadOnlyList<string> abstractParagraphs)
    {
        var text = Enumerator().Replace(PlainText.Of(abstractParagraphs, LettersLookedAt), "");
        if (text.Length == 0)
            return Untitled;

        var sentences = Sentences(text);
        var label = Announcing(sentences, Proposal(), mayName: true) ?? Announcing(sentences, Study(), mayName: false);
        label ??= sentences.Select(sentence => Passive().Match(sentence)).Where(match => match.Success).Select(match => Phrase(match.Groups["what"].Value)).FirstOrDefault();
        // "Let G be a graph." announces nothing; what is shown of it does.
        if (label is null && Supposing().IsMatch(sentences[0]))
            label = sentences.Select(sentence => Claim().Match(sentence)).Where(match => match.Success).Select(match => Stated(match.Groups["what"].Value)).FirstOrDefault();
        if (label is not null)
            return Closed(Topic.Add(Abbreviations.Expand(label, text, Longest), sentences[0], Longest));
        var chinese = ChineseProposal().Match(text);
        return Shortened(chinese.Success ? chinese.Groups["what"].Value : sentences[0], LongestBeginning) is var beginning && beginning.Any(char.IsLetterOrDigit)
            ? beginning
            : Untitled;
    }

    private static string? Announcing(List<string> sentences, Regex announcement, bool mayName)
    {
        string? unnamed = null;
        foreach (var sentence in sentences)
        {
            for (var match = announcement.Match(sentence); match.Success; match = match.NextMatch())
            {
                var what = sentence[(match.Index + match.Length)..].Trim();
                if (mayName && Announced.Read(what) is { } announced)
                    return Label(announced, sentences);
                unnamed ??= Phrase(what);
            }
        }

        return unnamed;
    }

    private static string Label(Announced announced, List<string> sentences)
    {
        var name = announced.Name;
        var what = announced.What ?? IsA(announced.ShortName, sentences);
        if (what is null)
        {
            var rest = announced.Rest;
            var isClause = rest.StartsWith("which ", StringComparison.Ordinal) || rest.StartsWith("that ", StringComparison.Ordinal);
            return Shortened(rest.Length == 0 ? name : isClause ? $"{name}, {rest}" : $"{name} {rest}", Longest);
        }

        var said = Description.Fit(what, Math.Max(30, Longest - name.Length - 2));
        if (!Description.SaysNothing(said))
            return $"{name}: {said}";
        // A spelled-out name says it all; an acronym with "a novel framework" needs the words that follow.
        return name.Contains(' ', StringComparison.Ordinal) ? name : $"{name}: {Shortened(what, Math.Max(30, Longest - name.Length - 2))}";
    }

    // A bracket opened and not closed was cut at a full stop or a comma inside it.
    private static string Closed(string label)
    {
        label = Dangling().Replace(label, "");
        return label.Count('(') > label.Count(')') && label.LastIndexOf('(') is > 10 and var open ? label[..open].TrimEnd() : label;
    }

    // "PiCA is a step reward mechanism …": said later in the abstract, where the announcement itself does not say it.
    private static string? IsA(string name, List<string> sentences)
    {
        foreach (var sentence in sentences)
        {
            foreach (var link in (IEnumerable<string>)[" is a ", " is an ", " is the "])
            {
                if (sentence.StartsWith(name + link, StringComparison.Ordinal))
                    return sentence[(name.Length + 4)..].TrimEnd('.');
            }
        }

        return null;
    }

    private static string? Phrase(string what)
    {
        var text = what.TrimEnd('.', ' ');
        if (text.Length < 25 || Description.SaysNothing(text))
            return null;
        var fitted = Description.Fit(text, LongestBeginning);
        return char.ToUpperInvariant(fitted[0]) + fitted[1..];
    }

    /// <summary>A claim is whole where it fits.</summary>
    private static string Stated(string what)
    {
        var text = Shortened(what, LongestBeginning);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Shortened(string text, int longest)
    {
        var trimmed = text.Trim().TrimEnd('.', '。');
        return trimmed.Length <= longest ? trimmed : Description.AtWord(trimmed, longest);
    }

    private static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var match = SentenceEnd().Match(text); match.Success; match = match.NextMatch())
        {
            var end = match.Index + 1;
            if (Abbreviation().IsMatch(text.AsSpan(Math.Max(start, end - 7), end - Math.Max(start, end - 7))))
                continue;
            sentences.Add(text[start..end].Trim());
            start = end;
        }

        if (start < text.Length && text[start..].Trim() is { Length: > 0 } last)
            sentences.Add(last);
        return sentences;
    }

    [GeneratedRegex(@"[.!?](?=\s+[A-Z0-9""“(\\$])|[。！？]")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?:\b(?:e\.g|i\.e|et al|vs|cf|resp|Fig|Eq|w\.r\.t)\.)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();

    // "(i)", "(2)", "(a)".
    [GeneratedRegex(@"(?<=^|\s)\((?:i{1,3}|iv|vi{0,3}|[a-e]|[1-9])\)\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Enumerator();

    [GeneratedRegex(@"^(?:let|suppose|assume|given|consider|denote|for (?:a|an|any|each|every))\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Supposing();

    [GeneratedRegex(@"\bwe (?:also )?(?:show|prove|establish|find|demonstrate|derive|obtain|give|determine|compute|characteri[sz]e)(?: that)?\s+(?<what>.{20,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Claim();

    // What is left of a phrase that went on: "… on their ability | to reproduce", "… traditionally | relies".
    [GeneratedRegex(@"\s+(?:(?:on|of|for|by|in|with|to|and|about)\s+(?:their|its|the|our|an?)\s+(?:ability|abilities|capacity|capability|capabilities|potential|aim|goal|need|power|effect|extent|question)|traditionally|typically|often|usually|currently|commonly|generally|mainly|still|widely|largely|primarily|increasingly)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dangling();

    private const string Subject =
        @"\b(?:we|(?:this|the present) (?:paper|work|article|study|report|document|manuscript|survey|review|thesis)|the (?:paper|authors)|our (?:paper|work))\s+(?:(?:[a-z]+ly|first|then|next|also|thus|therefore|further|here|instead)\s+){0,2}";

    [GeneratedRegex(
        "(?:" + Subject + @"(?:proposes?|introduces?|presents?|develops?|designs?|devises?|builds?|constructs?|releases?)|\b(?:by|and) (?:proposing|introducing|presenting|developing|designing))\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Proposal();

    [GeneratedRegex(
        Subject + @"(?:formulates?|formali[sz]es?|investigates?|stud(?:y|ies)|explores?|analy[sz]es?|examines?|revisits?|considers?|describes?|contributes?|creates?|offers?|provides?|evaluates?|surveys?|reviews?)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Study();

    [GeneratedRegex(@"(?:^|, )(?<what>(?:an?|the) [^,]{10,120}?) (?:is|are|was|were) (?:proposed|introduced|presented|developed)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passive();

    [GeneratedRegex(@"(?:我们|本文|本研究|论文|文章)[^。]{0,20}?(?:提出|介绍|构建|设计|开发)了?(?<what>[^。；]{4,})")]
    private static partial Regex ChineseProposal();
}
