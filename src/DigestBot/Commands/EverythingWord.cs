using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>
/// <c>everything</c> at the beginning of a filter: all papers, on purpose. A filter that was not understood is never taken as that.
/// </summary>
public static class EverythingWord
{
    private static readonly string[] Words = ["everything", "全部", "所有", "all papers"];

    /// <summary>Whether it was said, and what follows it.</summary>
    public static (bool Said, string Filter) Take(string text)
    {
        foreach (var word in Words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || text[word.Length] is ' ' or ','))
                return (true, text[word.Length..].TrimStart(' ', ','));
        }

        // "all" is a word of many titles: alone it can only mean this.
        return text.Equals("all", StringComparison.OrdinalIgnoreCase) ? (true, "") : (false, text);
    }

    /// <summary>Where subscriptions are picked, it means all of them: <c>pause everything until monday</c>.</summary>
    internal static string AsAll(string text) => Take(text) is (true, var rest) ? $"{Strings.Word_All} {rest}".TrimEnd() : text;
}
