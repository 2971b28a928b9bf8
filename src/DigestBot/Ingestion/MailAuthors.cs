using System.Text;

namespace DigestBot.Ingestion;

/// <summary>Authors as arXiv's mails and BibTeX write them: parted by <c>, </c> or <c> and </c>, affiliations in parentheses left out.</summary>
internal static class MailAuthors
{
    public static IReadOnlyList<string> Split(string line)
    {
        var bare = new StringBuilder(line.Length);
        var depth = 0;
        foreach (var character in line)
        {
            if (character == '(')
                depth++;
            else if (character == ')')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                bare.Append(character);
        }

        var names = AuthorNames.Split(Folded.White(bare.ToString()).Replace(" and ", ", ", StringComparison.Ordinal).Replace(",and ", ", ", StringComparison.Ordinal), out _);
        return [.. names.Select(name => name.StartsWith("and ", StringComparison.Ordinal) ? name[4..] : name)];
    }
}
