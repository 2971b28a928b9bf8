using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>
/// What an abstract says of itself, in its own words: what was done, how, and what came out. Each is one of its sentences, picked by the
/// words such sentences have; a part without one is null.
/// </summary>
public sealed partial record KeySentences(string? What, string? How, string? Result)
{
    /// <summary>Shorter abstracts are read whole.</summary>
    private const int FewSentences = 3;
    private const int Longest = 400;

    /// <summary>Null where there is too little to pick from.</summary>
    public static KeySentences? Of(IReadOnlyList<string> paragraphs)
    {
        var sentences = paragraphs.SelectMany(OneSentence.All).Take(60).ToList();
        if (sentences.Count <= FewSentences)
            return null;
        var what = TellingSentence.Of(paragraphs);
        var at = Math.Max(0, sentences.FindIndex(sentence => OneSentence.Of(sentence) == what));
        // What comes before is background, however good its numbers.
        var result = sentences.FindLastIndex(sentence => Results().IsMatch(sentence) && Numbers().IsMatch(sentence));
        if (result <= at)
            result = sentences.FindLastIndex(sentence => Results().IsMatch(sentence));
        result = result <= at ? -1 : result;
        var how = sentences.FindIndex(at + 1, sentence => Ways().IsMatch(sentence));
        how = how == result ? -1 : how;
        return new KeySentences(OneSentence.Of(sentences[at], 1, Longest), Text(how), Text(result));

        string? Text(int index) => index < 0 ? null : OneSentence.Of(sentences[index], 1, Longest);
    }

    [GeneratedRegex(@"\b(?:outperform|surpass|achiev|improv|exceed|reduc|results? (?:show|demonstrate|indicate|suggest)|experiments? (?:show|demonstrate|on|across)|we (?:show|find|demonstrate|observe|prove)|state[- ]of[- ]the[- ]art|attain|yields?)|结果(?:表明|显示)|实验(?:表明|证明|结果)|优于|提升|达到", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Results();

    [GeneratedRegex(@"\d")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?:using|uses?|based on|leverag\w+|by \w+ing|consists?|combin\w+|integrat\w+|employ\w*|via|first(?:ly)?,|specifically|our (?:method|approach|framework|model|key)|the (?:method|approach|framework|model) )|具体|采用|利用|通过|基于", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ways();
}
