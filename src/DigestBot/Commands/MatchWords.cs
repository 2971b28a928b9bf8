using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>What a paper has of a filter, or the condition it fails, in words.</summary>
internal static class MatchWords
{
    public static string Of(Matched match)
    {
        var reasons = match.Reasons.Select(Short).Distinct().ToList();
        return reasons.Count == 0 ? Strings.Match_Everything : string.Format(Strings.Match_By, string.Join(Strings.Words_ListSeparator, reasons));
    }

    public static string Of(Stopped stopped) => stopped switch
    {
        { Reason: NoCategory none } => string.Format(Strings.Match_NoCategory, string.Join(Strings.Words_ListSeparator, none.Wanted)),
        { Reason: NoTerm none } => string.Format(Strings.Match_NoTerm, string.Join(Strings.Words_ListSeparator, none.Wanted.AnyOf.Select(Typed))),
        { Reason: NoAuthor none } => string.Format(Strings.Match_NoAuthor, string.Join(Strings.Words_ListSeparator, none.Wanted)),
        _ => string.Format(Strings.Match_Excluded, Short(stopped.Reason)),
    };

    private static string Short(MatchReason reason) => reason switch
    {
        CategoryReason category => category.Category,
        AuthorReason author => author.Author,
        TermReason term => string.Format(
            Strings.Text_WithAside,
            Typed(term.Term),
            term.Field switch { PaperField.Title => Strings.Match_InTitle, PaperField.Abstract => Strings.Match_InAbstract, _ => Strings.Match_InSummary }),
        _ => "",
    };

    private static string Typed(Term term) => term.Quoted ? $"\"{term.Text}\"" : term.Text;
}
