namespace DigestBot.Commands;

/// <summary>What a person typed, in an answer about it: short enough not to bury the answer.</summary>
internal static class Echo
{
    private const int Most = 80;

    public static string Of(string typed)
    {
        if (typed.Length <= Most)
            return typed;
        var end = char.IsHighSurrogate(typed[Most - 2]) ? Most - 2 : Most - 1;
        return typed[..end] + "…";
    }
}
