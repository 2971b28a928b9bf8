namespace DigestBot.Ingestion;

/// <summary>White space of any kind and length becomes one blank, none at the ends.</summary>
internal static class Folded
{
    /// <summary>The text itself where nothing is to be done.</summary>
    public static string White(string text) => IsFolded(text)
        ? text
        : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static bool IsFolded(ReadOnlySpan<char> text)
    {
        var blank = true;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) && (blank || character != ' '))
                return false;
            blank = character == ' ';
        }

        return !blank;
    }
}
