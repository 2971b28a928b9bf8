using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DigestBot.Messages;

/// <summary>
/// The sentence of an abstract that says what was done: the first with "we propose …" or its like, else with "we study …", else the first
/// of all. Abstracts open with what everybody knows; a row of a list has room for one sentence, which must stand alone: what leans on the sentence before
/// ("To address this, we propose …") loses its lead, or another is taken.
/// </summary>
public static partial class TellingSentence
{
    /// <summary>A sweep tells one paper to many subscriptions; what was found is kept as long as the paper is.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<string>, string> Found = [];

    public static string Of(IReadOnlyList<string> paragraphs) => Found.GetValue(paragraphs, Find);

    private static string Find(IReadOnlyList<string> paragraphs)
    {
        var sentences = paragraphs.SelectMany(OneSentence.All).Take(40).Select(StandingSentence.Of).ToList();
        var alone = sentences.Where(s => s.StandsAlone).Select(s => s.Text).ToList();
        var told = alone.Find(s => Offers().IsMatch(s)) ?? alone.Find(s => Studies().IsMatch(s))
            ?? sentences.Find(s => Offers().IsMatch(s.Text))?.Text ?? sentences.Find(s => Studies().IsMatch(s.Text))?.Text
            ?? alone.FirstOrDefault() ?? paragraphs.FirstOrDefault(p => !string.IsNullOrWhiteSpace(p));
        return OneSentence.Of(told);
    }

    [GeneratedRegex(@"\b(?:we|this (?:paper|work|study|article|report))\b[^.,;]{0,30}?\b(?:propose|introduce|present|develop|design|release|describe)s?\b|^(?:本文|我们)?提出", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Offers();

    [GeneratedRegex(@"\b(?:we|this (?:paper|work|study|article|report|survey))\b[^.,;]{0,30}?\b(?:stud(?:y|ies)|investigate|examine|analy[sz]e|explore|revisit|formulate|build|conduct|evaluate|review|survey|provide|argue|show)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Studies();
}
