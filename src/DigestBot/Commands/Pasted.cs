namespace DigestBot.Commands;

/// <summary>What was pasted from elsewhere: a command in backticks, a quoted line, several commands in one message.</summary>
internal static class Pasted
{
    /// <summary>The text without the signs of code and quotations around its lines.</summary>
    public static string Plain(string text)
    {
        var lines = Lines(text);
        return lines.Count == 1 ? lines[0] : string.Join('\n', lines);
    }

    /// <summary>Each line that says something.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => Unquoted(line.Trim())).Where(line => line.Length > 0 && line.Trim('`').Length > 0)];

    private static string Unquoted(string line)
    {
        while (line.StartsWith("> ", StringComparison.Ordinal) || line.StartsWith("&gt; ", StringComparison.Ordinal))
            line = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimStart();
        var bare = line.Trim('`').Trim();
        return line.Length > 1 && line[0] == '`' && line[^1] == '`' && !bare.Contains('`') ? bare : line;
    }
}
