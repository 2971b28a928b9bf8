namespace DigestBot.Papers.Search;

/// <summary>How far apart two words are, and which known word a typed one was probably meant to be.</summary>
public static class Spelling
{
    /// <summary>One edit for words of five to seven letters, two from eight on; shorter words are too often real ones.</summary>
    public static int Tolerance(int length) => length switch { < 5 => 0, < 8 => 1, _ => 2 };

    /// <summary>The nearest candidate within the tolerance of the typed word, in any case; the first of equally near ones.</summary>
    public static string? Closest(string word, IEnumerable<string> candidates, int? within = null)
    {
        var least = (within ?? Tolerance(word.Length)) + 1;
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= least)
                continue;
            var distance = Distance(word, candidate);
            if (distance < least)
                (least, best) = (distance, candidate);
        }

        return best;
    }

    /// <summary>Insertions, deletions, substitutions and swapped neighbours (optimal string alignment), ignoring case.</summary>
    public static int Distance(string left, string right)
    {
        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }
}
