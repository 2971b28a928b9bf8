namespace DigestBot.Papers.Search;

/// <summary>
/// Porter's stemmer for English ("An algorithm for suffix stripping", Program 14(3), 1980), with the two departures its author
/// made in the reference implementation (<c>bli</c> to <c>ble</c>, <c>logi</c> to <c>log</c>). Works in place on lower-case a to z.
/// </summary>
/// <remarks>https://tartarus.org/martin/PorterStemmer/</remarks>
internal static class Stemmer
{
    // Longest suffix first where one ends in another: the first that fits decides, whether or not its condition holds.
    private static readonly (string Suffix, string Replacement)[][] Step2 = ByLetter(
    [
        ("ational", "ate"), ("ization", "ize"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("tional", "tion"),
        ("biliti", "ble"), ("entli", "ent"), ("ousli", "ous"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"),
        ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("alli", "al"), ("ator", "ate"), ("logi", "log"), ("bli", "ble"), ("eli", "e"),
    ]);

    private static readonly (string Suffix, string Replacement)[][] Step3 = ByLetter(
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]);

    private static readonly (string Suffix, string Replacement)[][] Step4 = ByLetter(
    [
        .. new[] { "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic", "ou" }
            .Select(suffix => (suffix, "")),
    ]);

    public static string Stem(string word)
    {
        if (word.Length <= 2 || word.AsSpan().IndexOfAnyExceptInRange('a', 'z') >= 0)
            return word;
        var buffer = word.ToCharArray();
        return new string(buffer, 0, Stem(buffer));
    }

    /// <summary>Stems the letters in place and returns how many are left; never more than came in.</summary>
    public static int Stem(Span<char> word)
    {
        var length = word.Length;
        if (length <= 2)
            return length;

        length = Plurals(word, length);
        length = PastAndGerund(word, length);
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
            word[length - 1] = 'i';
        length = Replace(word, length, Step2);
        length = Replace(word, length, Step3);
        length = Drop(word, length);
        return Tidy(word, length);
    }

    /// <summary>By the last letter but one, which leaves few to try, and for most words none.</summary>
    private static (string, string)[][] ByLetter((string Suffix, string Replacement)[] rules) =>
        [.. Enumerable.Range('a', 26).Select(letter => rules.Where(rule => rule.Suffix[^2] == letter).ToArray())];

    private static (string Suffix, string Replacement)[] At((string, string)[][] rules, ReadOnlySpan<char> word) => word.Length < 2 ? [] : rules[word[^2] - 'a'];

    private static int Plurals(Span<char> word, int length)
    {
        var w = word[..length];
        if (w[^1] != 's')
            return length;
        if (w.EndsWith("sses") || w.EndsWith("ies"))
            return length - 2;
        return w[^2] == 's' ? length : length - 1;
    }

    private static int PastAndGerund(Span<char> word, int length)
    {
        var w = word[..length];
        if (w.EndsWith("eed"))
            return Measure(w[..^3]) > 0 ? length - 1 : length;

        if (w.EndsWith("ed") && HasVowel(w[..^2]))
            length -= 2;
        else if (w.EndsWith("ing") && HasVowel(w[..^3]))
            length -= 3;
        else
            return length;

        w = word[..length];
        if (w.EndsWith("at") || w.EndsWith("bl") || w.EndsWith("iz"))
        {
            word[length] = 'e';
            return length + 1;
        }

        if (EndsInDoubleConsonant(w) && w[^1] is not ('l' or 's' or 'z'))
            return length - 1;
        if (Measure(w) != 1 || !EndsInShortSyllable(w))
            return length;
        word[length] = 'e';
        return length + 1;
    }

    private static int Replace(Span<char> word, int length, (string Suffix, string Replacement)[][] rules)
    {
        ReadOnlySpan<char> w = word[..length];
        foreach (var (suffix, replacement) in At(rules, w))
        {
            if (!w.EndsWith(suffix))
                continue;
            var stem = length - suffix.Length;
            if (Measure(w[..stem]) == 0)
                return length;
            replacement.CopyTo(word[stem..]);
            return stem + replacement.Length;
        }

        return length;
    }

    private static int Drop(Span<char> word, int length)
    {
        ReadOnlySpan<char> w = word[..length];
        foreach (var (suffix, _) in At(Step4, w))
        {
            if (!w.EndsWith(suffix))
                continue;
            var stem = w[..^suffix.Length];
            var fits = Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't');
            return fits ? stem.Length : length;
        }

        return length;
    }

    private static int Tidy(Span<char> word, int length)
    {
        ReadOnlySpan<char> w = word[..length];
        if (w[^1] == 'e')
        {
            var measure = Measure(w[..^1]);
            if (measure > 1 || (measure == 1 && !EndsInShortSyllable(w[..^1])))
                w = w[..^1];
        }

        return w[^1] == 'l' && EndsInDoubleConsonant(w) && Measure(w[..^1]) > 1 ? w.Length - 1 : w.Length;
    }

    /// <summary>How many times a vowel is followed by a consonant: m in [C](VC){m}[V].</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var count = 0;
        var afterVowel = false;
        var consonant = false;
        for (var i = 0; i < stem.Length; i++)
        {
            consonant = IsConsonant(stem[i], i > 0, consonant);
            if (consonant && afterVowel)
                count++;
            afterVowel = !consonant;
        }

        return count;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        var consonant = false;
        for (var i = 0; i < stem.Length; i++)
        {
            consonant = IsConsonant(stem[i], i > 0, consonant);
            if (!consonant)
                return true;
        }

        return false;
    }

    private static bool EndsInDoubleConsonant(ReadOnlySpan<char> stem) =>
        stem.Length > 1 && stem[^1] == stem[^2] && IsConsonantAt(stem, stem.Length - 1);

    /// <summary>Consonant, vowel, consonant, the last not w, x or y: as in <c>hop</c>.</summary>
    private static bool EndsInShortSyllable(ReadOnlySpan<char> stem) =>
        stem.Length > 2 && stem[^1] is not ('w' or 'x' or 'y')
        && IsConsonantAt(stem, stem.Length - 1) && !IsConsonantAt(stem, stem.Length - 2) && IsConsonantAt(stem, stem.Length - 3);

    private static bool IsConsonantAt(ReadOnlySpan<char> stem, int index)
    {
        if (stem[index] != 'y')
            return IsConsonant(stem[index], index > 0, previousIsConsonant: false);

        // A run of y alternates, so only its start matters; walking it keeps this linear.
        var start = index;
        while (start > 0 && stem[start - 1] == 'y')
            start--;
        var consonant = start == 0 || !IsConsonant(stem[start - 1], true, false);
        return ((index - start) % 2 == 0) == consonant;
    }

    /// <summary>A <c>y</c> is a vowel after a consonant, else a consonant.</summary>
    private static bool IsConsonant(char letter, bool hasPrevious, bool previousIsConsonant) => letter switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => !hasPrevious || !previousIsConsonant,
        _ => true,
    };
}
