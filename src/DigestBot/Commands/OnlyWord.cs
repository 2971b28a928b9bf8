namespace DigestBot.Commands;

/// <summary><c>only</c> before a filter: it takes the place of the one that was, on purpose.</summary>
internal static class OnlyWord
{
    private static readonly string[] Known = ["to only", "only", "只要", "只看"];

    /// <summary>Whether it was said, and what follows it.</summary>
    public static (bool Said, string Words) Take(string text) =>
        Array.Find(Known, word => text.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)) is { } only && !text[(only.Length + 1)..].StartsWith("top ", StringComparison.OrdinalIgnoreCase)
            ? (true, text[(only.Length + 1)..].TrimStart())
            : (false, text);
}
