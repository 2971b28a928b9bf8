namespace DigestBot.Papers;
internal static class MadeTitle { public static string From(IReadOnlyList<string> p) => p.Count>0 ? p[0] : ""; }
