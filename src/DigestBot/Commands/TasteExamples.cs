using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;
using DigestBot.Taste;

namespace DigestBot.Commands;

/// <summary>Papers given as examples of a taste: by their ids, or in a bibliography sent in the chat.</summary>
internal static class TasteExamples
{
    /// <summary>More than anybody's library of favourites needs; the rest of a file is left.</summary>
    private const int MostPapers = 500;

    /// <summary>The answer to bibliographies that were read; papers the store knows are found in it.</summary>
    public static Answer Prepare((IReadOnlyList<Entry> Papers, string? Problem) read) => read.Problem is { } problem
        ? Answer.Mistake(problem)
        : Answer.Of(Strings.Verb_Taste) with
        {
            Within = async (context, token) =>
            {
                var given = new List<GivenPaper>();
                foreach (var entry in read.Papers.Take(MostPapers))
                {
                    var known = entry.ArxivId is { } id ? await context.Papers.FindAsync(id, token) : null;
                    if (known is not null || entry.Title is not null)
                        given.Add(new GivenPaper(known?.Id, known?.Title ?? entry.Title!, string.Join('\n', entry.Abstract)));
                }

                return await GiveAsync(context, given, token);
            },
        };

    public static async Task<Answer> GiveAsync(CommandContext context, IReadOnlyList<GivenPaper> papers, CancellationToken cancellationToken)
    {
        var ids = await new TasteStore(context.Session).GiveAsync(context.TasteOwner, context.Person.Id, papers, context.Now, cancellationToken);
        var what = $"{Strings.Verb_Taste} ({Counted.Papers(ids.Count)})";
        var undo = await context.UndoableAsync(what, new Before { Examples = ids }, cancellationToken);
        var unknown = papers.Count(paper => paper.PaperId is null);
        var said = string.Format(context.Conversation.IsShared ? Strings.Taste_GivenShared : Strings.Taste_Given, Counted.Papers(papers.Count));
        return Answer.Of(
            unknown == 0 ? said : string.Format(Strings.Text_Sentences, said, string.Format(Strings.Taste_GivenUnknown, unknown)),
            new Button(Strings.Button_Taste, Strings.Verb_Taste), undo);
    }
}
