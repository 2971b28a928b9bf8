using System.Diagnostics.CodeAnalysis;

namespace DigestBot.Papers;

/// <summary>How a command names a paper for good: its arXiv id, or <c>p:123</c> where it has none.</summary>
public static class PaperReference
{
    private const string Prefix = "p:";

    public static string Of(Paper paper) => paper.ArxivId?.Value ?? Prefix + paper.Id;

    public static bool TryParse([NotNullWhen(true)] string? text, out long paperId)
    {
        paperId = 0;
        return text?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) is true && long.TryParse(text.AsSpan(Prefix.Length), out paperId);
    }
}
