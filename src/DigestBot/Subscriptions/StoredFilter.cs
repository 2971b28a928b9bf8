using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>A filter as its canonical text. What could not be read back is refused when it is written: a row nobody can read would hold up all others.</summary>
internal static class StoredFilter
{
    public static string Write(Query filter) =>
        filter.ToString() is var text && Parse(text) == filter ? text : throw new InvalidOperationException("A filter does not survive being written.");

    public static Query Parse(string text) =>
        text.Length == 0 ? new Query() : QueryParser.Parse(text, QueryContext.Stored).Value
            ?? throw new InvalidOperationException("A stored filter is no longer understood.");
}
