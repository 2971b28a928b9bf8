using System.Collections.Frozen;

namespace DigestBot.Papers.Search;

/// <summary>Words that say nothing about a paper. They are dropped only while something else remains: <c>the who</c> still finds something.</summary>
public static class StopWords
{
    private const string English =
        "a about all also an and any are as at be been being between both but by can could did do does for from had has have how i if in into "
        + "is it its me more most my of on or our over some such than that the their them then there these they this those through to under "
        + "using via was we were what when where which while who why will with without would you your paper papers article articles";

    private const string Chinese = "的 了 和 与 及 或 在 是 对 从 中 有 等 这 那 我 一种 一个 我们 以及 基于 关于 有关 如何 什么 怎么 哪些 论文 文章 相关";

    private static readonly FrozenSet<string> Tokens = TextAnalyzer.Terms(English + " " + Chinese).ToFrozenSet();

    /// <summary>All of them, as the analyser makes them.</summary>
    public static IEnumerable<string> All => Tokens;

    /// <summary>Takes a token as the analyser makes it.</summary>
    public static bool Contains(string token) => Tokens.Contains(token);

    /// <summary>The items whose tokens are not all stop words; all items when none would remain.</summary>
    public static IReadOnlyList<T> Drop<T>(IReadOnlyList<T> items, Func<T, IEnumerable<string>> tokens)
    {
        T[] telling = [.. items.Where(item => !tokens(item).All(Contains))];
        return telling.Length > 0 ? telling : items;
    }

    /// <summary>A filter's groups without those that are a lone stop word: "papers about graphs" asks for graphs; quoting makes the other two count.</summary>
    public static IReadOnlyList<TermGroup> Telling(IReadOnlyList<TermGroup> groups) =>
        Drop(groups, group => group.AnyOf is [{ Quoted: false, TitleOnly: false } term] ? TextAnalyzer.Terms(term.Text) : [""]);

    /// <summary>The telling tokens; all when none would remain.</summary>
    public static IReadOnlyList<string> Drop(IReadOnlyList<string> tokens) => Drop(tokens, token => [token]);
}
