using System.Collections.Frozen;

namespace DigestBot.Ingestion;

/// <summary>
/// What generators write where a summary should be. Only a whole field counts: "None of the baselines …" is a summary.
/// "Not mentioned in abstract" is an answer and stays.
/// </summary>
internal static class FailedSummary
{
    // Each met in real digest files (1,898 of 73,579 entries); written here without the closing full stop.
    private static readonly FrozenSet<string> Markers = new[]
    {
        "Error",
        "Error: Failed to generate summary",
        "错误：AI分析失败",
        "N/A",
        "None",
        "Request timed out",
        "Summary generation failed",
        "Motivation analysis unavailable",
        "Method extraction failed",
        "Result analysis unavailable",
        "Conclusion extraction failed",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const int LongestMarker = 64;

    // What a program says of itself.
    private const int LongestError = 200;
    private static readonly string[] Failures = ["Error: ", "Error code", "Exception: ", "错误：", "错误:", "达到API配额", "API quota exceeded", "Rate limit exceeded"];

    /// <summary>The trimmed text, or null where it is empty, a failure marker or an unfilled <c>{placeholder}</c>.</summary>
    public static string? OrMissing(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 0 || IsMarker(trimmed) ? null : trimmed;
    }

    private static bool IsMarker(string text)
    {
        if (text.Length <= LongestError && Failures.Any(failure => text.StartsWith(failure, StringComparison.OrdinalIgnoreCase)) && !text.Contains('\n', StringComparison.Ordinal))
            return true;
        if (text.Length > LongestMarker)
            return false;
        return Markers.Contains(text.TrimEnd('.', '。', ' ')) || IsPlaceholder(text);
    }

    private static bool IsPlaceholder(string text) =>
        text.Length > 2 && text[0] == '{' && text[^1] == '}' && text.AsSpan(1, text.Length - 2).IndexOfAnyExceptInRange('a', 'z') < 0;
}
