using System.Globalization;

namespace DigestBot.Messages;

/// <summary>A number with its noun in the reader's language: "1 paper", "1,234 papers".</summary>
public static class Counted
{
    public static string Papers(long count) => Of(count, Strings.Count_Paper, Strings.Count_Papers);

    public static string Papers(long count, bool atLeast) => atLeast ? string.Format(CultureInfo.InvariantCulture, Strings.Count_PapersAtLeast, count) : Papers(count);

    public static string Entries(long count) => Of(count, Strings.Count_Entry, Strings.Count_Entries);

    public static string Files(long count) => Of(count, Strings.Count_File, Strings.Count_Files);

    public static string Subscriptions(long count) => Of(count, Strings.Count_Subscription, Strings.Count_Subscriptions);

    public static string Categories(long count) => Of(count, Strings.Count_Category, Strings.Count_Categories);

    private static string Of(long count, string one, string many) => count == 1 ? one : string.Format(CultureInfo.InvariantCulture, many, count);
}
