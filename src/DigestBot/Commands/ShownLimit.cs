using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary><c>top 5</c> at the end of a search or a digest asked for: how many are shown at first.</summary>
internal static class ShownLimit
{
    /// <summary>The number, 1 to 100, and the text without it; null where none was said.</summary>
    public static (int? Most, string Text) Take(string text)
    {
        if (QueryLexer.Lex(text, out _) is not { Lexemes.Count: > 1 } lexed)
            return (null, text);
        var words = new WordStream(lexed);
        for (var i = 0; i < words.Count; i++)
        {
            if (Limits.Read(words, i) is { Words: > 0 } limit && i + limit.Words == words.Count && int.TryParse(limit.Number, out var most) && most is >= 1 and <= SubscriptionOptions.MostTop)
                return (most, lexed.With(lexed.Lexemes[i].Start, lexed.Text.Length, "").TrimEnd(' ', ','));
        }

        return (null, text);
    }
}
