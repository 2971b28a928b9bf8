using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>
/// Reads what follows <c>subscribe</c>: first the schedule, then the options are taken out, the rest is the filter.
/// An empty filter is left to the caller: it is everything only if the person is asked.
/// </summary>
public static class SubscriptionParser
{
    public static Parsed<SubscriptionRequest> Parse(string text, QueryContext context)
    {
        if (text.Length > QueryParser.LongestText)
            return new TooLong(text.Length, QueryParser.LongestText);
        var lexed = QueryLexer.Lex(text, out var unclosed);
        if (unclosed is not null)
            return unclosed;

        var words = new WordStream(lexed);
        var schedule = ScheduleParser.Take(words);
        if (schedule.Mistake is not null)
            return schedule.Mistake;
        var options = new OptionReader(words, context);
        if (options.Take() is { } mistake)
            return mistake;
        if (ScheduleLeftovers.Find(words, schedule.Value!.Frequency is not null) is { } leftover)
            return leftover;

        var filter = QueryParser.Parse(words.Rest(), context with { Mode = QueryMode.Filter, Reserved = ScheduleWords.Reserved, Ordinary = ScheduleWords.Ordinary });
        return filter.Value is { } query ? options.Over(new SubscriptionRequest(query) { Schedule = schedule.Value! }) : filter.Mistake!;
    }
}
