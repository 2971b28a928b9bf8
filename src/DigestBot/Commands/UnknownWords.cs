using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>
/// Words of a new filter that no stored paper has, though the rest of the filter would bring some: perhaps they were never meant as words of a
/// paper. The reader is asked; in quotes they are.
/// </summary>
internal static class UnknownWords
{
    /// <summary>Fewer papers say nothing about which words are usual.</summary>
    private const int FewPapers = 40;

    /// <summary>Null where nothing has to be asked.</summary>
    public static async Task<Answer?> AskAsync(CommandContext context, Subscription subscription, CancellationToken cancellationToken)
    {
        var filter = subscription.Filter;
        var search = new PaperSearch(context.Session);
        if (await context.Papers.CountAsync(cancellationToken) < FewPapers || await AnyAsync(filter))
            return null;
        var unknown = new List<TermGroup>();
        foreach (var group in filter.Groups.Where(group => group.AnyOf is [{ Quoted: false, TitleOnly: false }]))
        {
            if (!await AnyAsync(new Query { Groups = [group] }))
                unknown.Add(group);
        }

        var without = filter with { Groups = [.. filter.Groups.Except(unknown)] };
        if (unknown.Count == 0 || without.IsEmpty || without.OnlyExcludes || !await AnyAsync(without))
            return null;
        var words = unknown.Select(group => Echo.Of(group.AnyOf[0].Text)).ToList();
        var quoted = filter with { Groups = [.. filter.Groups.Select(group => unknown.Contains(group) ? new TermGroup([group.AnyOf[0] with { Quoted = true }]) : group)] };
        return MistakeAnswer.Try(
            string.Format(words.Count == 1 ? Strings.Subscribe_UnknownWord : Strings.Subscribe_UnknownWords, string.Join(Strings.Words_ListSeparator, words.Select(word => $"\"{word}\""))),
            (subscription with { Filter = without }).Typed(), (subscription with { Filter = quoted }).Typed());

        async Task<bool> AnyAsync(Query query) => (await search.FilterAsync(query, 1, cancellationToken)).Count > 0;
    }

    /// <summary>As the reader can type it, without what is usual.</summary>
    private static string Typed(this Subscription subscription)
    {
        var top = subscription.Options.Top == SubscriptionOptions.DefaultTop ? "" : $" top {subscription.Options.Top}";
        return $"{Strings.Verb_Subscribe} {SubscriptionWords.Filter(subscription)}{top} {SubscriptionWords.Typed(subscription.Schedule)}";
    }
}
