namespace DigestBot.Papers;

/// <summary>Categories compared as people write them: case does not matter, and <c>cs.*</c> is a whole archive.</summary>
public static class Categories
{
    public static bool Any(IReadOnlyList<string> patterns, string category)
    {
        foreach (var pattern in patterns)
        {
            if (Is(pattern, category))
                return true;
        }

        return false;
    }

    public static bool Is(string pattern, string category) =>
        pattern.EndsWith(".*", StringComparison.Ordinal)
            ? category.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) || category.Equals(pattern[..^2], StringComparison.OrdinalIgnoreCase)
            : category.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
