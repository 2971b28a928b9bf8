using DigestBot.Messages;
using DigestBot.Papers;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>Keeps a paper on one's reading list.</summary>
internal sealed class SaveCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["save", "收藏"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Save, cancellationToken);
        if (paper is null)
            return instead!;
        var list = new ReadingList(context.Session);
        var before = await list.NoteAsync(context.Person.Id, paper.Id, cancellationToken);
        var isNew = await list.SaveAsync(context.Person.Id, paper.Id, context.Conversation.Id, context.Now, cancellationToken);
        if (isNew)
            await context.UndoableAsync($"{Strings.Verb_Save} {PaperReference.Of(paper)}", new Before { Paper = before }, cancellationToken);
        return Answer.Aside(
            string.Format(isNew ? Strings.Save_Done : Strings.Save_Already, PaperCard.Title(paper)),
            new Button(Strings.Button_Saved, Strings.Verb_Saved), UnsaveCommand.ButtonFor(paper));
    }

    public static Button ButtonFor(Paper paper) => new(Strings.Button_Save, $"{Strings.Verb_Save} {PaperReference.Of(paper)}");
}

/// <summary>Takes a paper off one's reading list.</summary>
internal sealed class UnsaveCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["unsave", "取消收藏"];

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length == 0)
            return await HelpCommand.OneAsync(context, this, cancellationToken);
        var (paper, instead) = await PaperLookup.FindAsync(context, arguments, Strings.Verb_Unsave, cancellationToken);
        if (paper is null)
            return instead!;
        var list = new ReadingList(context.Session);
        var before = await list.NoteAsync(context.Person.Id, paper.Id, cancellationToken);
        var was = await list.RemoveAsync(context.Person.Id, paper.Id, cancellationToken);
        if (was)
            await context.UndoableAsync($"{Strings.Verb_Unsave} {PaperReference.Of(paper)}", new Before { Paper = before }, cancellationToken);
        return was
            ? Answer.Aside(string.Format(Strings.Unsave_Done, PaperCard.Title(paper)), SaveCommand.ButtonFor(paper), new Button(Strings.Button_Saved, Strings.Verb_Saved))
            : Answer.Aside(string.Format(Strings.Unsave_Not, PaperCard.Title(paper)), SaveCommand.ButtonFor(paper));
    }

    public static Button ButtonFor(Paper paper) => new(Strings.Button_Unsave, $"{Strings.Verb_Unsave} {PaperReference.Of(paper)}");
}
