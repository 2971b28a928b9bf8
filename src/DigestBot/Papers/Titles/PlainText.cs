using System.Text;

namespace DigestBot.Papers.Titles;

/// <summary>Running text without LaTeX markup: <c>\textbf{Diff}usion</c> is "Diffusion"; formulas stay as they are.</summary>
internal static class PlainText
{
    public static string Of(IReadOnlyList<string> paragraphs, int longest)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            if (text.Length >= longest)
                break;
            Append(paragraph.AsSpan(0, Math.Min(paragraph.Length, longest - text.Length)), text);
            text.Append(' ');
        }

        return text.ToString().Trim();
    }

    private static void Append(ReadOnlySpan<char> from, StringBuilder to)
    {
        var inFormula = false;
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            if (c == '$')
                inFormula = !inFormula;
            if (!inFormula && c == '\\' && Command(from[i..]) is > 0 and var length)
                i += length - 1;
            else if (!inFormula && c is '{' or '}' && !inFormula)
                continue;
            else if (char.IsWhiteSpace(c) || char.IsControl(c))
                to.Append(to.Length > 0 && to[^1] != ' ' ? " " : "");
            else
                to.Append(c);
        }
    }

    // "\textbf{" as a whole; a command without a brace is left alone.
    private static int Command(ReadOnlySpan<char> text)
    {
        var end = 1;
        while (end < text.Length && end < 20 && char.IsAsciiLetter(text[end]))
            end++;
        return end > 1 && end < text.Length && text[end] == '{' ? end + 1 : 0;
    }
}
