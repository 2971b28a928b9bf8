using System.Text.RegularExpressions;

namespace DigestBot.Papers.Titles;

/// <summary>What an abstract's first sentence is about ("Retrieval-augmented generation"), for labels that do not say.</summary>
internal static partial class Topic
{
    private static readonly string[] Sayings = [" for ", " in ", " of ", " on ", " over ", " that ", " to ", " with ", "…"];

    public static string Add(string label, string firstSentence, int longest)
    {
        if (label.Length > 70 || Sayings.Any(word => label.Contains(word, StringComparison.Ordinal)))
            return label;
        var match = Subject().Match(firstSentence);
        if (!match.Success)
            return label;
        var topic = Brackets().Replace(match.Groups["what"].Value, "").Trim();
        var words = topic.Split(' ');
        if (words.Length is 0 or > 7 || topic.Length < 4 || label.Contains(topic, StringComparison.OrdinalIgnoreCase) || label.Length + topic.Length + 3 > longest)
            return label;
        return $"{label} · {char.ToUpperInvariant(topic[0])}{topic[1..]}";
    }

    [GeneratedRegex(
        @"^(?:(?:Recent (?:advances|advancements|progress|developments|works?) (?:in|on)|Existing|Current|Modern|Recent|Most|Many|The (?:development|rise|success) of)\s+)?(?!(?:This|These|Those|We|While|As|Despite|In|With|Although|It|There|Our|To|By|For|From|When|Since|One|Their|At|On|Given|Under|Through|Despite)\b)(?<what>[A-Za-z][^,.;:$]{3,70}?)\s+(?:is|are|was|has|have|aims?|improves?|enhances?|shows?|suffers?|transfers?|enables?|plays?|remains?|excels?|achieves?|faces?|requires?|becomes?|emerge[sd]?|primarily|often|typically|can|still|rely|relies|offers?|provides?|struggles?|holds?|demonstrate|promise|allows?|uses?)\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\s*\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();
}
