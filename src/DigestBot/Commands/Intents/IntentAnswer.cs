using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>
/// The answer to what a text was taken as. What only reads is done and says what it was taken as; a change nobody typed is offered as a button.
/// </summary>
internal static class IntentAnswer
{
    private const string LastSearch = "{this}";

    public static async Task<Answer> RunAsync(CommandContext context, Interpretation meant, CancellationToken cancellationToken)
    {
        if (meant.Arguments.Contains(LastSearch, StringComparison.Ordinal))
        {
            if (await SearchAsync(context, cancellationToken) is not { } search)
                return Answer.Aside(string.Format(Strings.Intent_NoSearch, Strings.Verb_Find));
            meant = meant with { Arguments = meant.Arguments.Replace(LastSearch, search, StringComparison.Ordinal) };
        }

        if (meant.Exactly || meant.Command.Hidden)
            return await meant.Command.RunAsync(context, meant.Arguments, cancellationToken);
        var command = $"{HelpCommand.Verb(meant.Command.Verbs[0])} {meant.Arguments}".TrimEnd();
        if (!meant.Typed && !meant.Command.OnlyReads)
            return await OfferAsync(context, meant, command, cancellationToken);
        var answer = await meant.Command.RunAsync(context, meant.Arguments, cancellationToken);
        return answer with { Message = answer.Message with { Blocks = [new SmallPrint(string.Format(Strings.Find_TookAs, Echo.Of(command))), .. answer.Message.Blocks] } };
    }

    /// <summary>Nothing is offered that would not be understood.</summary>
    private static async Task<Answer> OfferAsync(CommandContext context, Interpretation meant, string command, CancellationToken cancellationToken)
    {
        if (meant.Command is SubscribeCommand && (await SubscribeCommand.ReadAsync(context, meant.Arguments, cancellationToken)).Mistake is { } mistake)
            return mistake;
        if (meant.Arguments.Length == 0 && meant.Command is UnsubscribeCommand or SubscribeCommand)
            return await meant.Command.RunAsync(context, "", cancellationToken); // its help, which changes nothing
        return Answer.Aside(string.Format(Strings.Intent_Offer, Echo.Of(command)), new Button(command, command, ButtonStyle.Primary));
    }

    /// <summary>The last search as a filter.</summary>
    private static async Task<string?> SearchAsync(CommandContext context, CancellationToken cancellationToken) =>
        (await new LastListStore(context).FindAsync(cancellationToken))?.Query is { } text
            && QueryParser.Parse(text, QueryContext.Stored with { Mode = QueryMode.Search }).Value is { } query
            && (query with { Since = null, Before = null, Ids = [] }) is { IsEmpty: false } filter
                ? filter.ToString()
                : null;
}
