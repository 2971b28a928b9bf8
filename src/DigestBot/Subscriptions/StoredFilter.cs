using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

/// <summary>Reads a filter back from its canonical text, which was understood when it was stored.</summary>
internal static class StoredFilter
{
    public static Query Parse(string text) =>
        text.Length == 0 ? new Query() : QueryParser.Parse(text, QueryContext.Stored).Value
            ?? throw new InvalidOperationException("A stored filter is no longer understood.");
}
