using System.Collections.Frozen;

namespace DigestBot.Papers.Search;

/// <summary>Words that say nothing about a paper where they lead from one part of a query to another.</summary>
internal static class FillerWords
{
    private static readonly FrozenSet<string> More = Set(
        "me us i my our you your please kindly preprint preprints publications publication literature stuff things topic topics subject subjects area areas field fields category categories "
        + "regarding concerning covering within  but only just also too so with to of for from about on in the");

    private static readonly FrozenSet<string> Soft = Set("latest newest recent new news updates update upcoming interesting relevant good");

    private static readonly FrozenSet<string> Leads = Set("about on in for with from to of regarding concerning and or but without not since before during");

    /// <summary>Says nothing at an edge.</summary>
    public static bool Contains(string word) => More.Contains(word) || TextAnalyzer.Terms(word) is { Length: > 0 } tokens && tokens.All(StopWords.Contains);

    /// <summary>Says nothing before papers or a category: <c>the latest cs.CL papers</c>.</summary>
    public static bool IsSoft(string word) => Soft.Contains(word);

    /// <summary>Begins another part: no name or phrase goes on with it.</summary>
    public static bool IsLead(string word) => Leads.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
