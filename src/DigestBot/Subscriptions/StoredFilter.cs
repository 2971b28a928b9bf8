using DigestBot.Papers.Search;

namespace DigestBot.Subscriptions;

internal static class StoredFilter { public static Query Parse(string text) => new(); }
