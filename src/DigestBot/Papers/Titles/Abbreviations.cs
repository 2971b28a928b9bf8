using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace DigestBot.Papers.Titles;

/// <summary>Spells out an abbreviation that a text itself defines: "Graph Domain Adaptation (GDA)".</summary>
internal static partial class Abbreviations
{
    // Everybody reads these faster short.
    private static readonly FrozenSet<string> Known = new[]
    {
        "LLM", "LLMs", "MLLM", "MLLMs", "VLM", "VLMs", "RL", "RLHF", "RAG", "SQL", "QA", "NLP", "GNN", "GNNs", "CNN", "CNNs", "AI", "ML", "GPU", "GPUs",
        "CoT", "GAN", "GANs", "MRI", "CT", "EEG", "IoT", "UAV", "ASR", "TTS", "SFT", "VQA",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsCommon(string name) => Known.Contains(name);

    /// <summary>Replaces the first unknown abbreviation in the label, where the result still fits.</summary>
    public static string Expand(string label, string text, int longest)
    {
        for (var match = Token().Match(label); match.Success; match = match.NextMatch())
        {
            if (Known.Contains(match.Value) || Definition(match.Value, text) is not { } meaning)
                continue;
            if (label.Contains(meaning, StringComparison.OrdinalIgnoreCase) || label.Length - match.Length + meaning.Length > longest)
                continue;
            return string.Concat(label.AsSpan(0, match.Index), meaning, label.AsSpan(match.Index + match.Length));
        }

        return label;
    }

    private static string? Definition(string shortForm, string text)
    {
        var at = text.IndexOf($"({shortForm})", StringComparison.OrdinalIgnoreCase);
        if (at <= 0)
            return null;
        // As many words back as there are capitals, a hyphen counting as a break; the first letters must agree.
        var letters = shortForm.TrimEnd('s').Where(char.IsUpper).ToArray();
        var from = at;
        var left = letters.Length;
        while (from > 0 && left > 0 && at - from < 100)
        {
            from--;
            if (from == 0 || text[from - 1] is ' ' or '-')
            {
                if (char.IsWhiteSpace(text[from]))
                    continue;
                left--;
            }
        }

        // A word that does not start where the abbreviation does was not meant.
        if (left > 0 || char.ToUpperInvariant(text[from]) != letters[0] || (from > 0 && text[from - 1] == '-'))
            return null;
        return text[from..at].Trim();
    }

    [GeneratedRegex(@"(?<![\w(-])[A-Z]{2}[A-Za-z]{0,6}(?![\w)-])", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
