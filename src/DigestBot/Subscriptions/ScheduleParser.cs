using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Reads when a digest is wanted, in English and Chinese: <c>weekdays at 9</c>, <c>on mon, thu 8:30 in Berlin</c>, <c>每周一早上9点</c>.
/// </summary>
public static class ScheduleParser
{
    /// <summary>A text that says only when; anything else in it is a mistake.</summary>
    public static Parsed<ScheduleRequest> Parse(string text)
    {
        if (text.Length > QueryParser.LongestText)
            return new TooLong(text.Length, QueryParser.LongestText);
        var lexed = QueryLexer.Lex(text, out var mistake);
        if (mistake is not null)
            return mistake;

        var words = new WordStream(lexed);
        var parsed = Take(words, isAllSchedule: true);
        if (parsed.Mistake is not null)
            return parsed;
        int[] left = [.. Enumerable.Range(0, words.Count).Where(i => !words.WasTaken(i) && lexed.Lexemes[i].Kind is (LexemeKind.Word or LexemeKind.Phrase))];
        foreach (var i in left)
        {
            if (Spelling.Closest(words.Typed(i), ScheduleWords.Reserved) is { } near)
                return new LooksReserved(words.Typed(i), near) { Corrected = words.Mended(i, 1, near) };
        }

        return left is [var first, ..] ? new NotASchedule(Stretch(words, left, first)) : parsed;
    }

    /// <summary>All that was not understood there, not only its first word.</summary>
    private static string Stretch(WordStream words, int[] left, int first) => words.Typed(first, left.TakeWhile((at, i) => at == first + i).Count());

    /// <summary>Takes the schedule's words out of a command and leaves the others.</summary>
    /// <param name="words">As typed.</param>
    /// <param name="isAllSchedule">Nothing else is expected, so that <c>mon</c> is a day.</param>
    internal static Parsed<ScheduleRequest> Take(WordStream words, bool isAllSchedule = false)
    {
        var reader = new ScheduleReader(words, isAllSchedule);
        var i = 0;
        while (i < words.Count)
        {
            var (count, mistake) = reader.At(i);
            if (mistake is not null)
                return mistake;
            words.Take(i, count);
            i += Math.Max(count, 1);
        }

        return reader.Request();
    }
}
