namespace DigestBot.Ingestion;

/// <summary>Links in one line of Markdown, found by hand: titles hold brackets, dollars and underscores that a renderer would act on.</summary>
internal static class MarkdownLink
{
    /// <summary>The address of the line's first link; null where there is none.</summary>
    public static string? Target(ReadOnlySpan<char> text) => Find(text, out _, out var target) ? target.ToString() : null;

    /// <summary>The first <c>[label](target)</c>: the label reaches back to the bracket that opens the line's first link, the target to the bracket that closes it.</summary>
    public static bool Find(ReadOnlySpan<char> text, out ReadOnlySpan<char> label, out ReadOnlySpan<char> target)
    {
        label = target = default;
        var middle = text.IndexOf("](");
        if (middle < 0)
            return false;
        var rest = text[(middle + 2)..];
        var depth = 0;
        var end = -1;
        for (var i = 0; i < rest.Length && end < 0; i++)
        {
            if (rest[i] == '(')
                depth++;
            else if (rest[i] == ')' && depth-- == 0)
                end = i;
        }

        if (end < 0)
            return false;
        var start = Opening(text[..middle]);
        if (start < 0)
            return false;
        label = text[(start + 1)..middle];
        target = rest[..end].Trim();
        var title = target.IndexOf(" \"");
        if (title > 0)
            target = target[..title].Trim();
        return true;
    }

    /// <summary>Matching brackets backwards; where they do not match, the first one.</summary>
    private static int Opening(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == ']')
                depth++;
            else if (text[i] == '[' && depth-- == 0)
                return i;
        }

        return text.IndexOf('[');
    }
}
